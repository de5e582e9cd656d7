using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Core.Status;

/// <summary>A session's decisions that a page can show, and what it leaves out.</summary>
/// <param name="Shown">The newest first; of one minute the signals first, then by symbol.</param>
/// <param name="Matching">How many match the filter among those that were read.</param>
/// <param name="IsWhole">Whether every prediction of the session was read; otherwise the signals, and those of the symbol that
/// the filter names in full.</param>
public sealed record DayDecisions(IReadOnlyList<PredictionRow> Shown, int Matching, bool IsWhole)
{
    /// <summary>How many match and are not shown.</summary>
    public int Left => Matching - Shown.Count;
}

/// <summary>Reads a session's decisions: signals first of all, because a day of thousands of symbols has millions of
/// predictions.</summary>
public static class DecisionReader
{
    /// <summary>The most signals on a page.</summary>
    public const int MostSignals = 200;

    /// <summary>The most predictions below the threshold on a page.</summary>
    public const int MostOthers = 50;

    /// <summary>A session with more predictions is not read as a whole.</summary>
    public const int MostRead = 10_000;

    /// <summary>The decisions of a session that match a filter.</summary>
    /// <param name="journal">Where they are remembered.</param>
    /// <param name="day">The session, with the number of its predictions.</param>
    /// <param name="filter">Which are asked for.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="StorageException">The journal does not answer.</exception>
    public static async Task<DayDecisions> ReadAsync(
        IPredictionStore journal, DayStatus day, DecisionFilter filter, CancellationToken cancel)
    {
        var isWhole = day.Predictions <= MostRead;
        var rows = isWhole
            ? await journal.GetPredictionsAsync(day.Session, null, cancel)
            : await OfManyAsync(journal, day.Session, filter, cancel);
        var matching = rows.Where(filter.Takes).OrderByDescending(row => row.Minute)
            .ThenByDescending(row => row.Reason.IsSignal()).ThenBy(row => row.Symbol, StringComparer.Ordinal).ToList();
        var (signals, others) = (0, 0);
        return new(
            [.. matching.Where(row => row.Reason.IsSignal() ? signals++ < MostSignals : others++ < MostOthers)],
            matching.Count, isWhole);
    }

    private static async Task<IReadOnlyList<PredictionRow>> OfManyAsync(
        IPredictionStore journal, LocalDate session, DecisionFilter filter, CancellationToken cancel)
    {
        var signals = await journal.GetSignalsAsync(session, cancel);
        if (filter.Symbol.Length == 0) return signals;
        var own = await journal.GetPredictionsAsync(session, filter.Symbol, cancel);
        return [.. signals.Where(row => row.Symbol != filter.Symbol), .. own];
    }
}
