namespace Trading.Adapters.Alpaca.Wire;

/// <summary>The answer of <c>GET /v2/account</c>; money in dollars.</summary>
public sealed record AlpacaAccount
{
    /// <summary><c>ACTIVE</c> when it may trade.</summary>
    public string? Status { get; init; }

    /// <summary>Cash and the value of all positions.</summary>
    public required decimal Equity { get; init; }

    /// <summary>Equity at the last close of an earlier day; null when the answer has none.</summary>
    public decimal? LastEquity { get; init; }

    /// <summary>Cash; negative when borrowed.</summary>
    public required decimal Cash { get; init; }

    /// <summary>The amount available for new entries.</summary>
    public required decimal BuyingPower { get; init; }

    /// <summary>Whether Alpaca forbids orders.</summary>
    public bool? TradingBlocked { get; init; }

    /// <summary>Whether Alpaca has blocked the account.</summary>
    public bool? AccountBlocked { get; init; }

    /// <summary>Whether the owner has suspended trading.</summary>
    public bool? TradeSuspendedByUser { get; init; }
}
