using System.Globalization;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;

namespace Trading.Core.Status;

/// <summary>Finds everything in a report that is not as it should be.</summary>
public static class Alarms
{
    /// <summary>
    /// The drawdown, as a fraction, that is worth an alarm; the app in Azure alerts at the same, unless it is set otherwise.
    /// </summary>
    private const double DeepDrawdown = 0.05;

    /// <summary>The alarms, worst first; none on a good day.</summary>
    public static IReadOnlyList<Alarm> Of(StatusReport report) =>
    [
        .. HaltOf(report), .. OfPositions(report), .. OfSession(report), .. OfParts(report), .. OfDoubt(report),
        .. OfModel(report),
    ];

    private static IEnumerable<Alarm> HaltOf(StatusReport report)
    {
        if (report.Halt is { } halt)
            yield return new(AlarmKind.Halted) { At = halt.Since, Cause = halt.Reason.Length > 0 ? halt.Reason : null };
    }

    private static IEnumerable<Alarm> OfPositions(StatusReport report)
    {
        var held = report.Positions ?? [];
        if (report.IsHeldOverTheClose)
        {
            yield return new(AlarmKind.NotFlat)
            {
                Subjects = [.. held.Select(p => $"{p.Position.Quantity} {p.Position.Symbol}")],
            };
        }
        foreach (var bare in held.Where(p => p.IsProtected == false))
            yield return new(AlarmKind.Unprotected) { Subjects = [bare.Position.Symbol] };
        if (report.Refused is { Count: > 0 } refused)
        {
            yield return new(AlarmKind.OrdersRefused, refused.Count < 3 ? AlarmSeverity.Caution : AlarmSeverity.Bad)
            {
                Subjects = [.. refused.Select(i => i.Request.Symbol).Distinct(StringComparer.Ordinal)],
                At = refused[^1].DecidedAt,
                Cause = refused[^1].Note,
            };
        }
        if (report.Odd is { Count: > 0 } odd)
        {
            yield return new(AlarmKind.OddPosition, AlarmSeverity.Caution)
            {
                Subjects = [.. odd.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Quantity} {p.Symbol}"))],
            };
        }
        foreach (var unknown in held.Where(p => p.IsProtected is null))
            yield return new(AlarmKind.ProtectionUnknown, AlarmSeverity.Caution) { Subjects = [unknown.Position.Symbol] };
    }

    private static IEnumerable<Alarm> OfSession(StatusReport report)
    {
        if (report.UnwatchedSince is { } since) yield return new(AlarmKind.NotScanned) { At = since };
        if (report.IsWithoutBars) yield return new(AlarmKind.NoBars);
        if (report.Drawdown >= DeepDrawdown) yield return new(AlarmKind.DeepDrawdown) { Fraction = report.Drawdown };
    }

    private static IEnumerable<Alarm> OfParts(StatusReport report)
    {
        foreach (var part in report.Health.Where(h => h.Error is not null))
            yield return new(AlarmKind.PartFailed) { Subjects = [part.Part], Cause = part.Error };
        foreach (var job in report.Jobs.Where(j => j.Last?.Error is not null))
        {
            yield return new(AlarmKind.JobFailed)
            {
                Subjects = [$"{job.Name}"],
                At = job.Last!.StartedAt,
                Cause = job.Last.Error,
            };
        }
    }

    private static IEnumerable<Alarm> OfDoubt(StatusReport report)
    {
        if (report.Model?.Evidence?.Last is { Standing: RecipeStanding.Doubted, Doubt: var doubt })
            yield return new(AlarmKind.Doubted) { Odds = Math.Pow(10, doubt) };
        if (report.Day is { IsDoubted: true } day)
            yield return new(AlarmKind.DoubtedToday, AlarmSeverity.Caution) { Odds = day.DoubtOdds };
    }

    private static IEnumerable<Alarm> OfModel(StatusReport report) => report.Model switch
    {
        { Proof: ModelStanding.Probation or ModelStanding.Assumed } =>
            [new(AlarmKind.Unproven, AlarmSeverity.Caution)],
        // Why a doubted model does not trade has been told.
        { MayTrade: false, Proof: not ModelStanding.Doubted, Standing: var standing } =>
            [new(AlarmKind.NothingBought, AlarmSeverity.Caution) { Cause = standing }],
        _ => [],
    };
}
