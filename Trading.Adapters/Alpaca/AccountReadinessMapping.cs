using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca;

/// <summary>Whether an account may trade, from Alpaca's answer.</summary>
internal static class AccountReadinessMapping
{
    /// <summary>The account's readiness, with a sentence when it may not trade.</summary>
    public static AccountReadiness Map(AlpacaAccount account) =>
        new(account.Status, account.Equity, account.BuyingPower, ErrorOf(account));

    private static string? ErrorOf(AlpacaAccount account)
    {
        if (account.AccountBlocked is true) return "Alpaca has blocked the account; ask its support why.";
        if (account.TradingBlocked is true)
            return "Alpaca forbids the account to trade; see its page at Alpaca for the reason.";
        if (account.TradeSuspendedByUser is true)
            return "The account's owner has suspended trading; lift that in the account's settings at Alpaca.";
        return account.Status is { } status && !status.Equals("ACTIVE", StringComparison.OrdinalIgnoreCase)
            ? $"The account is {status}, and only one that is ACTIVE may trade; see its page at Alpaca."
            : null;
    }
}
