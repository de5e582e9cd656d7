namespace Trading.Core.Orders;

/// <summary>Whether an account may trade, and the money in it.</summary>
/// <param name="Status">The account's status in the broker's own word; null when the broker tells none.</param>
/// <param name="Equity">Cash and the value of all positions, dollars.</param>
/// <param name="BuyingPower">The amount available for new entries, dollars.</param>
/// <param name="Error">A sentence that says why the account may not trade and what to do; null when it may.</param>
public sealed record AccountReadiness(string? Status, decimal Equity, decimal BuyingPower, string? Error);
