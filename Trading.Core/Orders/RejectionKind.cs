namespace Trading.Core.Orders;

/// <summary>What a rejection is about, where the broker tells it in a form other than words.</summary>
public enum RejectionKind
{
    /// <summary>Another cause, or the broker gives words alone.</summary>
    Other,

    /// <summary>An order with this client order id exists.</summary>
    DuplicateId,

    /// <summary>The order costs more than the buying power.</summary>
    BuyingPower,

    /// <summary>The sale offers more shares than are free.</summary>
    Shares,

    /// <summary>The order could trade with an own order of the other side.</summary>
    WashTrade,
}
