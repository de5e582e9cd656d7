namespace Trading.Simulation.Exchange;

/// <summary>What keeps an account from trading.</summary>
public sealed record AccountRestrictions
{
    /// <summary>The account's status in Alpaca's word; orders need <c>ACTIVE</c>.</summary>
    public string Status { get; init; } = Active;

    /// <summary>Whether the broker has blocked the account.</summary>
    public bool AccountBlocked { get; init; }

    /// <summary>Whether the broker has blocked trading.</summary>
    public bool TradingBlocked { get; init; }

    /// <summary>Whether the account's owner has switched trading off.</summary>
    public bool SuspendedByUser { get; init; }

    internal const string Active = "ACTIVE";
}
