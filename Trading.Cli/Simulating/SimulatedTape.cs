using Trading.Adapters.LocalStorage;
using Trading.Cli.Backtesting;
using Trading.Cli.Input;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Reporting;
using Trading.Simulation.Markets;

namespace Trading.Cli.Simulating;

/// <summary>A market to serve, and the session at which its clock starts.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Tape">The market.</param>
/// <param name="First">The first session.</param>
internal sealed record SimulatedTape(string Name, IMarketTape Tape, LocalDate First)
{
    /// <summary>Number of sessions of a synthetic market after its first.</summary>
    private const int SessionsBeyond = 20;

    /// <summary>Creates a synthetic market.</summary>
    public static SimulatedTape Synthetic(
        IMarketCalendar calendar, TradingSettings settings, SyntheticMarketKind kind, LocalDate? from, int seed, int names)
    {
        var sessions = SyntheticMarketOptionSet.Sessions(
            calendar, from ?? SyntheticMarketOptionSet.FirstTraded, SessionsBeyond + 1);
        return new(
            $"a synthetic market ({kind.ToString().ToLowerInvariant()}, seed {seed})",
            SyntheticMarketOptionSet.Make(calendar, settings, kind, sessions, seed, names),
            sessions[0]);
    }

    /// <summary>Reads the recorded bars of a data folder.</summary>
    /// <exception cref="RefusedException">There are none, or none to start with.</exception>
    public static async Task<SimulatedTape> ReplayAsync(
        CommandContext context, DataFolder folder, IMarketCalendar calendar, LocalDate? from, CancellationToken cancel)
    {
        var archive = new ParquetBarArchive(folder.Bars);
        var archived = await ArchiveRange.RequireAsync(archive, context with { Folder = folder }, cancel);
        var first = from is { } asked ? archived.FirstOrDefault(d => d >= asked)
            : FirstLearned(archived, calendar, context.Settings.Learning.TrainingDays);
        if (first == default)
        {
            var wanted = from is { } date
                ? $"from {FigureText.Date(date)} on"
                : $"with {context.Settings.Learning.TrainingDays} days before it to learn from";
            throw new RefusedException(
                $"{folder.Bars} has no session {wanted}; it goes from {FigureText.Date(archived[0])} to "
                + $"{FigureText.Date(archived[^1])}{(from is null ? ", so name one with --from" : "")}.");
        }
        return new($"the bars recorded in {folder.Bars}",
            new RecordedMarket(await RecordedBars.ReadAsync(archive, archived, cancel)), first);
    }

    // The first session of which the night before could train on a whole window.
    private static LocalDate FirstLearned(IReadOnlyList<LocalDate> archived, IMarketCalendar calendar, int trainingDays)
    {
        var known = archived.ToHashSet();
        return archived.FirstOrDefault(
            d => SessionWindow.Ending(calendar.SessionBefore(d).Date, trainingDays, calendar).IsCoveredBy(known));
    }
}
