using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>An order with the details that only the exchange's own API shows.</summary>
/// <param name="Order">The order as every broker reports it.</param>
/// <param name="TimeInForce">How long it stays open.</param>
/// <param name="ExtendedHours">Whether it may fill outside regular hours.</param>
/// <param name="Class">How it and its legs depend on each other.</param>
/// <param name="IsHeld">Whether it waits for another order of its bracket: a leg for its entry, or the stop beside its
/// target.</param>
/// <param name="IsCancelPending">Whether its cancellation is asked for and not yet done.</param>
/// <param name="Trail">How a trailing stop follows the price.</param>
/// <param name="BestPrice">The best price since a trailing stop was submitted, dollars.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="ExpiresAt">When it expires; null for never.</param>
/// <param name="CancelledAt">When it was cancelled.</param>
/// <param name="ExpiredAt">When it expired.</param>
/// <param name="RejectedAt">When the exchange rejected it after it had accepted it.</param>
/// <param name="ReplacedAt">When another order replaced it.</param>
/// <param name="ReplacedBy">The id of the order that replaced it.</param>
/// <param name="Replaces">The id of the order that it replaced.</param>
/// <param name="Legs">Its legs, the target first; empty without legs.</param>
internal sealed record OrderDetails(
    BrokerOrder Order,
    TimeInForce TimeInForce,
    bool ExtendedHours,
    OrderClass Class,
    bool IsHeld,
    bool IsCancelPending,
    Trail? Trail,
    decimal? BestPrice,
    Instant UpdatedAt,
    Instant? ExpiresAt,
    Instant? CancelledAt,
    Instant? ExpiredAt,
    Instant? RejectedAt,
    Instant? ReplacedAt,
    string? ReplacedBy,
    string? Replaces,
    IReadOnlyList<OrderDetails> Legs)
{
    /// <summary>The current state of an order.</summary>
    public static OrderDetails Of(WorkingOrder order) => new(
        order.Snapshot(),
        order.TimeInForce,
        order.ExtendedHours,
        order.Class,
        order.IsHeld,
        order.IsCancelPending && order.IsLive,
        order.Trail,
        order.BestPrice,
        order.UpdatedAt,
        order.ExpiresAt == Instant.MaxValue ? null : order.ExpiresAt,
        order.Status == OrderStatus.Cancelled && order.ReplacedBy is null ? order.EndedAt : null,
        order.Status == OrderStatus.Expired ? order.EndedAt : null,
        order.Status == OrderStatus.Rejected ? order.EndedAt : null,
        order.ReplacedBy is null ? null : order.EndedAt,
        order.ReplacedBy,
        order.Replaces,
        order.IsLeg || order.Group is not { } group ? [] : [.. group.Legs.Reverse().Select(Of)]);
}
