using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>What becomes of an order some time after the exchange has answered.</summary>
public enum FateKind
{
    /// <summary>The accepted order is rejected.</summary>
    Reject,

    /// <summary>The accepted order is suspended: it is live, and neither fills nor protects.</summary>
    Suspend,

    /// <summary>The accepted order expires.</summary>
    Expire,

    /// <summary>A request to cancel the order is accepted and takes effect late; until then the order fills.</summary>
    CancelLate,
}

/// <summary>Which orders have a fate. One without conditions is that of every order, legs included.</summary>
public sealed record OrderFate
{
    /// <summary>What happens.</summary>
    public required FateKind Kind { get; init; }

    /// <summary>How long after the answer it happens; null for never, which leaves a cancellation pending for good.</summary>
    public Duration? After { get; init; } = Duration.FromSeconds(1);

    /// <summary>Only orders of this symbol; null for any.</summary>
    public string? Symbol { get; init; }

    /// <summary>Only orders of this side; null for both.</summary>
    public OrderSide? Side { get; init; }

    /// <summary>Only orders of this type; null for any.</summary>
    public OrderType? Type { get; init; }

    /// <summary>How many orders it meets at most; null for no limit.</summary>
    public int? Times { get; init; }

    internal bool Matches(WorkingOrder order) =>
        (Symbol is null || Symbol == order.Book.Symbol) && (Side is null || Side == order.Side)
        && (Type is null || Type == order.Type);

    internal OrderFate Validated()
    {
        Require(Enum.IsDefined(Kind), nameof(Kind), Kind, "a kind of fate");
        Require(!(After < Duration.Zero), nameof(After), After, "zero or more");
        Require(Times is not <= 0, nameof(Times), Times, "above 0");
        return this;
    }

    private static void Require(bool holds, string name, object? value, string allowed)
    {
        if (!holds) throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be {allowed}.");
    }
}
