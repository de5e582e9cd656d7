using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>An order with the details that only the exchange's own API shows.</summary>
/// <param name="Order">The order as every broker reports it.</param>
/// <param name="TimeInForce">How long it stays open.</param>
/// <param name="ExtendedHours">Whether it may fill outside regular hours.</param>
/// <param name="IsBracket">Whether it is the entry or a leg of a bracket.</param>
/// <param name="IsHeld">Whether it waits for another order of its bracket: a leg for its entry, or the stop beside its
/// target.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="ExpiresAt">When it expires; null for never.</param>
/// <param name="CancelledAt">When it was cancelled.</param>
/// <param name="ExpiredAt">When it expired.</param>
/// <param name="ReplacedAt">When another order replaced it.</param>
/// <param name="ReplacedBy">The id of the order that replaced it.</param>
/// <param name="Replaces">The id of the order that it replaced.</param>
/// <param name="Legs">A bracket entry's target and stop; empty otherwise.</param>
internal sealed record OrderDetails(
    BrokerOrder Order,
    TimeInForce TimeInForce,
    bool ExtendedHours,
    bool IsBracket,
    bool IsHeld,
    Instant UpdatedAt,
    Instant? ExpiresAt,
    Instant? CancelledAt,
    Instant? ExpiredAt,
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
        order.IsBracketEntry || order.Entry is not null,
        order.IsHeld,
        order.UpdatedAt,
        order.ExpiresAt == Instant.MaxValue ? null : order.ExpiresAt,
        order.Status == OrderStatus.Cancelled && order.ReplacedBy is null ? order.EndedAt : null,
        order.Status == OrderStatus.Expired ? order.EndedAt : null,
        order.ReplacedBy is null ? null : order.EndedAt,
        order.ReplacedBy,
        order.Replaces,
        order is { TargetLeg: { } target, StopLeg: { } stop } ? [Of(target), Of(stop)] : []);
}
