namespace Trading.Adapters.Alpaca.Wire;

/// <summary>The answer of <c>GET /v2/account</c>; money in dollars.</summary>
public sealed record AlpacaAccount
{
    /// <summary>Alpaca's id of the account.</summary>
    public string? Id { get; init; }

    /// <summary><c>ACTIVE</c> when it may trade.</summary>
    public string? Status { get; init; }

    /// <summary>The currency, <c>USD</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>Cash and the value of all positions.</summary>
    public required decimal Equity { get; init; }

    /// <summary>Cash; negative when borrowed.</summary>
    public required decimal Cash { get; init; }

    /// <summary>What new entries may cost.</summary>
    public required decimal BuyingPower { get; init; }

    /// <summary>Equity at the last close.</summary>
    public decimal? LastEquity { get; init; }

    /// <summary>How often equity may be spent: 1, 2 or 4.</summary>
    public decimal? Multiplier { get; init; }

    /// <summary>Whether Alpaca forbids orders.</summary>
    public bool? TradingBlocked { get; init; }

    /// <summary>Whether Alpaca forbids everything.</summary>
    public bool? AccountBlocked { get; init; }

    /// <summary>Whether the owner has switched trading off.</summary>
    public bool? TradeSuspendedByUser { get; init; }

    /// <summary>Whether short sales are allowed; this system makes none.</summary>
    public bool? ShortingEnabled { get; init; }

    /// <summary>Whether the account is marked as a day trader's.</summary>
    public bool? PatternDayTrader { get; init; }
}
