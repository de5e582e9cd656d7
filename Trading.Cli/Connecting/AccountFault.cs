using Trading.Adapters.Alpaca.Wire;

namespace Trading.Cli.Connecting;

/// <summary>Why an account will not do.</summary>
internal static class AccountFault
{
    /// <summary>The sentence; null when the account may trade.</summary>
    public static string? Of(AlpacaAccount account) =>
        account.AccountBlocked is true ? "Alpaca has blocked the account; ask its support why."
        : account.TradingBlocked is true ? "Alpaca forbids the account to trade; see its page at Alpaca for the reason."
        : account.TradeSuspendedByUser is true ? "The account's owner has suspended trading; lift that in the account's settings at Alpaca."
        : account.Status is { } status && !status.Equals("ACTIVE", StringComparison.OrdinalIgnoreCase) ? $"The account is {status}, and only one that is ACTIVE may trade; see its page at Alpaca."
        : null;
}
