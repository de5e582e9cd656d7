using Trading.Core.Learning;
using Trading.Core.Status;
using Trading.Core.Storage;

namespace Trading.Reporting.Dashboard;

/// <summary>Something that is not as it should be.</summary>
/// <param name="IsBad">Whether it is wrong, rather than worth a thought.</param>
/// <param name="Text">A sentence; its times are New York's and say so.</param>
public sealed record StatusAlarm(bool IsBad, string Text);

/// <summary>Everything in a report that is not as it should be.</summary>
public static class StatusAlarms
{
    /// <summary>The fall, as a fraction, that is worth an alarm; the app in Azure alerts at the same, unless it is told otherwise.</summary>
    private const double DeepDrawdown = 0.05;

    /// <summary>The alarms, worst first; none on a good day.</summary>
    public static IReadOnlyList<StatusAlarm> Of(StatusReport report) => report.Halt is { } halt ? [new(true, Sentence(halt)), .. BesidesHalt(report)] : [.. BesidesHalt(report)];

    /// <summary>The alarms but for the halt, which some places tell of in their own words.</summary>
    public static IEnumerable<StatusAlarm> BesidesHalt(StatusReport report)
    {
        if (report.IsHeldOverTheClose)
            yield return new(true, $"Not flat: the market is closed, and {string.Join(", ", report.Positions!.Select(p => $"{p.Position.Quantity} {p.Position.Symbol}"))} is held.");
        foreach (var naked in report.Positions?.Where(p => p.IsProtected == false) ?? [])
            yield return new(true, $"{naked.Position.Symbol} is not covered by a live stop; the next scan closes it.");
        foreach (var unknown in report.Positions?.Where(p => p.IsProtected is null) ?? [])
            yield return new(false, $"Whether a live stop covers {unknown.Position.Symbol} is not known while the journal does not answer.");
        if (report.UnwatchedSince is { } since) yield return new(true, Unwatched(report, since));
        if (report.IsWithoutBars)
            yield return new(true, "No bars come: the session is an hour old, and no prediction was made in it. See whether the data feed has the symbols.");
        if (report.Drawdown >= DeepDrawdown)
            yield return new(true, $"The account stands {report.Drawdown:0.0 %} below its highest session end.");
        foreach (var part in report.Health.Where(h => h.Trouble is not null))
            yield return new(true, $"{char.ToUpperInvariant(part.Part[0])}{part.Part[1..]}: {part.Trouble}");
        foreach (var job in report.Jobs.Where(j => j.Last?.Error is not null))
            yield return new(true, $"{FigureText.Words($"{job.Name}")} failed at {FigureText.NewYork(job.Last!.StartedAt)} New York: {job.Last.Error}");
        if (report.Model is { Proof: ModelStanding.Probation, Standing: var standing })
            yield return new(false, $"Unproven: {standing}");
        else if (report.Model is { MayTrade: false } idle)
            yield return new(false, $"Nothing is bought: {idle.Standing}");
    }

    private static string Unwatched(StatusReport report, Instant since) => since == report.Session.Open
        ? "Nobody watches: the market is open, and no minute has been scanned since the bell. See whether 'trading run', or the app, is running."
        : $"Nobody watches: the market is open, and the last scan was at {FigureText.NewYork(since)} New York. See whether 'trading run', or the app, is running.";

    private static string Sentence(Halt halt) =>
        $"HALTED since {FigureText.NewYork(halt.Since)} New York{(halt.Reason.Length > 0 ? $" ({halt.Reason})" : "")}: nothing is bought{(halt.Flatten ? ", and everything held is sold" : "")}.";
}
