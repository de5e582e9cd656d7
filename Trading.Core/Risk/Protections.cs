using System.Collections.Immutable;
using Trading.Core.Orders;

namespace Trading.Core.Risk;

/// <summary>
/// What the limits on a day and on the account are compared with: computed anew from journal and broker whenever an entry is
/// decided and again before it is sent, so that a restart changes nothing.
/// </summary>
public sealed record Protections
{
    /// <summary>Whether all that a limit needs is known; otherwise nothing is bought.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>Whether the account has lost the most of a day, now or earlier in the session.</summary>
    public bool IsDailyLossReached { get; init; }

    /// <summary>The session's entries: filled, also in part, pending, or in doubt.</summary>
    public int Entries { get; init; }

    /// <summary>The longest row of losing trades among those that were closed today.</summary>
    public int LossesInRow { get; init; }

    /// <summary>When a stop sold a symbol last, today.</summary>
    public ImmutableSortedDictionary<string, Instant> Stops { get; init; } =
        ImmutableSortedDictionary.Create<string, Instant>(StringComparer.Ordinal);

    /// <summary>What the account holds, by symbol, dollars, at the latest prices known.</summary>
    public ImmutableDictionary<string, decimal> Held { get; init; } = [];

    /// <summary>
    /// What positions and pending entries are worth, by symbol, dollars. An entry counts with all its shares until it is over,
    /// at the price of its decision, or as the position that has come of it, whichever is more.
    /// </summary>
    public ImmutableDictionary<string, decimal> Exposures { get; init; } = [];

    /// <summary>What all of them are worth, dollars.</summary>
    public decimal Exposure => Exposures.Values.Sum();

    /// <summary>
    /// The state that follows from the session's intents, the day's closed positions and what is held.
    /// </summary>
    /// <param name="intents">The session's intents.</param>
    /// <param name="closed">The positions that were closed today.</param>
    /// <param name="held">What the account holds, by symbol, dollars.</param>
    public static Protections Of(
        IReadOnlyList<OrderIntent> intents, IReadOnlyList<ClosedPosition> closed, ImmutableDictionary<string, decimal> held)
    {
        var pending = intents.Where(i => i.Purpose == OrderPurpose.Entry && i.IsOpen)
            .GroupBy(i => i.Request.Symbol, StringComparer.Ordinal)
            .Select(g => (Symbol: g.Key, Value: g.Sum(i => i.Request.Quantity * i.ReferencePrice)));
        return new Protections
        {
            Entries = intents.Count(IsTrade),
            LossesInRow = LongestRow(closed.OrderBy(c => c.At).ThenBy(c => c.Symbol, StringComparer.Ordinal)),
            Stops = closed.Where(c => c.Reason == ExitReason.StopLoss).GroupBy(c => c.Symbol, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(g => g.Key, g => g.Max(c => c.At), StringComparer.Ordinal),
            Held = held,
            Exposures = pending.Aggregate(
                held, (all, one) => all.SetItem(one.Symbol, Math.Max(one.Value, all.GetValueOrDefault(one.Symbol)))),
        };
    }

    /// <summary>What the account holds, by symbol, dollars; null when that of a position is not known.</summary>
    /// <param name="view">What the broker shows. A position that is left alone counts at what was paid for it, short ones
    /// too.</param>
    public static ImmutableDictionary<string, decimal>? HeldOf(BrokerView view)
    {
        if (view.Odd.Any(odd => odd.AverageEntryPrice is null)) return null;
        return view.Positions.Select(p => (p.Symbol, Value: p.Quantity * (p.MarketPrice ?? p.AverageEntryPrice)))
            .Concat(view.Odd.Select(odd => (odd.Symbol, Value: Math.Abs(odd.Quantity * odd.AverageEntryPrice!.Value))))
            .GroupBy(one => one.Symbol, StringComparer.Ordinal)
            .ToImmutableDictionary(g => g.Key, g => g.Sum(one => one.Value), StringComparer.Ordinal);
    }

    /// <summary>Until when a symbol is not bought because of a stop; null when none keeps it.</summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="limits">The limits.</param>
    public Instant? RestsUntil(string symbol, ProtectionLimits limits)
    {
        Instant? own = limits.CooldownAfterStop is { } one && Stops.TryGetValue(symbol, out var at) ? at + one : null;
        Instant? ofAll = limits.CooldownAfterStopAll is { } all && Stops.Count > 0 ? Stops.Values.Max() + all : null;
        return own is { } a && ofAll is { } b ? Instant.Max(a, b) : own ?? ofAll;
    }

    /// <summary>What the positions and pending entries of a sector are worth, dollars.</summary>
    public decimal ExposureOf(string sector, SectorMap sectors) =>
        Exposures.Where(one => sectors.Of(one.Key) == sector).Sum(one => one.Value);

    /// <summary>The state after an entry of the same minute.</summary>
    /// <param name="symbol">The symbol that is entered.</param>
    /// <param name="value">What its shares are worth, dollars.</param>
    public Protections After(string symbol, decimal value) => this with
    {
        Entries = Entries + 1,
        Exposures = Exposures.SetItem(symbol, Exposures.GetValueOrDefault(symbol) + value),
    };

    // Whatever may have bought a share, or still may.
    private static bool IsTrade(OrderIntent intent) => intent is
    {
        Purpose: OrderPurpose.Entry,
        Status: not (IntentStatus.Rejected or IntentStatus.Abandoned or IntentStatus.Unfilled),
    };

    private static int LongestRow(IEnumerable<ClosedPosition> closed)
    {
        var (row, longest) = (0, 0);
        foreach (var one in closed)
        {
            row = one.IsLoss ? row + 1 : 0;
            longest = Math.Max(longest, row);
        }
        return longest;
    }
}
