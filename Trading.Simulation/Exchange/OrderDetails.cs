using Trading.Core.Execution;

namespace Trading.Simulation.Exchange;

/// <summary>An order with everything that only the exchange's own pages tell of it.</summary>
/// <param name="Order">What every broker tells.</param>
/// <param name="TimeInForce">How long it stays in the market.</param>
/// <param name="ExtendedHours">Whether it may fill outside regular hours.</param>
/// <param name="IsBracket">Whether it is a bracket's entry or leg.</param>
/// <param name="IsHeld">Whether it waits for another order of its bracket: a leg for its entry, or the stop beside its target.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="ExpiresAt">When it runs out; null when it does not.</param>
/// <param name="CancelledAt">When it was cancelled.</param>
/// <param name="ExpiredAt">When it ran out.</param>
/// <param name="ReplacedAt">When another took its place.</param>
/// <param name="ReplacedBy">The id of that other.</param>
/// <param name="Replaces">The id of the order whose place it took.</param>
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
    /// <summary>The order as it stands now.</summary>
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
