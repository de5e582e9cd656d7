namespace Trading.Core.Orders;

/// <summary>Direction of an order.</summary>
public enum OrderSide
{
    /// <summary>Buy.</summary>
    Buy,

    /// <summary>Sell.</summary>
    Sell,
}

/// <summary>How an order's price is set.</summary>
public enum OrderType
{
    /// <summary>At the market's price.</summary>
    Market,

    /// <summary>At the limit price or better.</summary>
    Limit,

    /// <summary>A market order once the stop price trades.</summary>
    Stop,
}

/// <summary>Where an order stands at the broker; finer states of a broker are mapped to these.</summary>
public enum OrderStatus
{
    /// <summary>Live: accepted and waiting to fill, or waiting for its trigger.</summary>
    Open,

    /// <summary>A bracket's leg whose entry has not filled yet; it protects nothing so far.</summary>
    Held,

    /// <summary>Live with some of its quantity filled.</summary>
    PartiallyFilled,

    /// <summary>Live, but the broker keeps it from trading: it neither fills nor protects, and may still be rejected.</summary>
    Suspended,

    /// <summary>All of it filled.</summary>
    Filled,

    /// <summary>Cancelled before it filled; part of it may have filled.</summary>
    Cancelled,

    /// <summary>Its time in force ran out; part of it may have filled.</summary>
    Expired,

    /// <summary>The broker refused it.</summary>
    Rejected,
}

/// <summary>Questions about a status.</summary>
public static class OrderStatusExtensions
{
    /// <summary>Whether nothing can happen to the order any more.</summary>
    public static bool IsFinal(this OrderStatus status) =>
        status is OrderStatus.Filled or OrderStatus.Cancelled or OrderStatus.Expired or OrderStatus.Rejected;
}

/// <summary>Why an order is sent. Stored by name.</summary>
public enum OrderPurpose
{
    /// <summary>Buys a position, with its stop and target.</summary>
    Entry,

    /// <summary>Closes before the end of the day.</summary>
    EndOfDay,

    /// <summary>Closes because the plan's horizon is over.</summary>
    TimeExit,

    /// <summary>Closes at the 04:00 rebalance.</summary>
    Rebalance,

    /// <summary>Closes a position that no live stop protects.</summary>
    Unprotected,

    /// <summary>Closes because a person asked for everything to be sold.</summary>
    Flatten,

    /// <summary>A stop for shares that have none and cannot be sold now.</summary>
    Protect,

    /// <summary>A sale that a program sent while it could not write the journal, and did not live to record.</summary>
    Unrecorded,
}
