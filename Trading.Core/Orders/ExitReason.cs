namespace Trading.Core.Orders;

/// <summary>Why a position ended. Stored by name.</summary>
public enum ExitReason
{
    /// <summary>The target filled.</summary>
    TakeProfit,

    /// <summary>The stop filled.</summary>
    StopLoss,

    /// <summary>Closed before the end of the day.</summary>
    EndOfDay,

    /// <summary>Closed because the plan's horizon was over.</summary>
    TimeExit,

    /// <summary>Closed at the 04:00 rebalance.</summary>
    Rebalance,

    /// <summary>Closed because no live stop protected it.</summary>
    Unprotected,

    /// <summary>Closed because a person asked for everything to be sold.</summary>
    Flatten,

    /// <summary>Sold by this system while the journal could not be written: the price is known, the cause is not.</summary>
    Unrecorded,

    /// <summary>Closed in the account by a person or another program; its price may not be known.</summary>
    External,
}
