using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Cli.Backtesting;

/// <summary>Reads an archive into memory, for commands that replay it.</summary>
internal static class RecordedBars
{
    /// <summary>Reads the bars of the given sessions.</summary>
    public static async Task<Dictionary<LocalDate, IReadOnlyList<BarSeries>>> ReadAsync(
        IBarArchive archive, IEnumerable<LocalDate> sessions, CancellationToken cancel)
    {
        var recorded = new Dictionary<LocalDate, IReadOnlyList<BarSeries>>();
        foreach (var session in sessions) recorded[session] = await archive.ReadAsync(session, cancel);
        return recorded;
    }
}
