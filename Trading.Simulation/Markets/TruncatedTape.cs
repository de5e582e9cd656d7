using System.Collections.Concurrent;
using Trading.Core.Market;

namespace Trading.Simulation.Markets;

/// <summary>
/// A tape that ends at a moment: bars that start then or later are gone, and so are the sessions of later dates. A decision that
/// differs between a tape and its truncation has looked ahead. Safe for concurrent use when the tape is.
/// </summary>
/// <param name="tape">The whole tape.</param>
/// <param name="cut">The start of the first minute that is hidden.</param>
public sealed class TruncatedTape(IMarketTape tape, Instant cut) : IMarketTape
{
    private readonly ConcurrentDictionary<LocalDate, IReadOnlyList<BarSeries>> kept = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> Symbols => tape.Symbols;

    /// <summary>The sessions up to the date of the cut (New York), that date included.</summary>
    public IReadOnlyList<LocalDate> Sessions { get; } = [.. tape.Sessions.Where(date => date <= cut.InNewYork().Date)];

    /// <summary>The whole tape's oracle. It answers each minute from bars before that minute, so up to the cut it reveals
    /// nothing.</summary>
    public IOracle? Oracle => tape.Oracle;

    /// <summary>A session's bars up to the cut; a series may be empty.</summary>
    public IReadOnlyList<BarSeries> Read(LocalDate session) =>
        kept.GetOrAdd(session, date => [.. tape.Read(date).Select(UpToCut)]);

    private BarSeries UpToCut(BarSeries series) =>
        series.FirstAtOrAfter(cut) is var end && end == series.Count ? series
            : new BarSeries(series.Symbol, series.Bars[..end].ToArray());
}
