namespace Trading.Core.Orders;

/// <summary>The trade whose outcome is the label. Fractions are of one.</summary>
/// <param name="StopLoss">Stop below the entry price, as a fraction of it.</param>
/// <param name="TakeProfit">Target above the entry price, as a fraction of it.</param>
/// <param name="CostBps">Cost in basis points of price, a side.</param>
/// <param name="ExitBeforeClose">How long before the closing bell a position that hit neither is sold.</param>
public sealed record TradePlan(decimal StopLoss, decimal TakeProfit, decimal CostBps, Duration ExitBeforeClose);
