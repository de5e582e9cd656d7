using Trading.Core.Market;

namespace Trading.Core.Collecting.Content;

/// <summary>
/// Looks at when bars are: all symbols together, as thin ones prove little alone, and each by itself, so that one faulty
/// symbol is not hidden among good ones. Not safe for use by several threads.
/// </summary>
/// <param name="calendar">When the exchange trades; null for a calendar that knows no session.</param>
/// <param name="readIn">The time zone in which the bars' wall-clock times were read; UTC for epochs.</param>
public sealed class SymbolShapes(IMarketCalendar? calendar, DateTimeZone readIn)
{
    private readonly ShapeCheck all = new(calendar, readIn);
    private readonly SortedDictionary<string, ShapeCheck> each = new(StringComparer.Ordinal);

    /// <summary>Takes a symbol's bars of one New York day. A symbol's days come in order, one after the other.</summary>
    public void Add(LocalDate date, BarSeries day)
    {
        all.Add(date, day);
        if (!each.TryGetValue(day.Symbol, out var own)) each[day.Symbol] = own = new(calendar, readIn);
        own.Add(date, day);
    }

    /// <summary>Whether more of the bars lie inside regular hours when their wall-clock times are read in another zone.</summary>
    public bool FitsBetterIn(DateTimeZone zone) => all.FitsBetterIn(zone);

    /// <summary>What looks wrong; a finding of some symbols alone names them.</summary>
    public IReadOnlyList<BarFinding> Findings()
    {
        var together = all.Findings();
        if (each.Count < 2 || together.Any(found => found.IsGrave)) return together;
        var alone = each.SelectMany(one => one.Value.Findings(each.Count).Where(found => found.IsGrave)
                .Select(found => (Symbol: one.Key, Found: found)))
            .GroupBy(one => Fault(one.Found))
            .Select(same => same.First().Found with { Only = [.. same.Select(one => one.Symbol)] });
        return [.. alone, .. together];
    }

    // What the symbols of one sentence have in common.
    private static (Type Kind, string? Zone, int Minutes, LocalDate? From) Fault(BarFinding found) =>
        (found.GetType(), (found as WrongTimeZone)?.Zone, (found as WrongStep)?.Minutes ?? 0, (found as WrongStep)?.From);
}
