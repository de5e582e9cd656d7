using Trading.Core.Execution;
using Trading.Core.Journal;
using Trading.Core.Status;

namespace Trading.Simulation.Reports.Dashboard;

/// <summary>What one must see first: whose money it is, whether the market is open, and everything that is not as it should be.</summary>
internal static class DashboardBanners
{
    /// <summary>Whose money it is.</summary>
    public static Markup Mode(StatusReport report) => report.Mode switch
    {
        TradingMode.Live => Markup.Of($"<span class=\"badge live\">LIVE: REAL MONEY</span>"),
        TradingMode.Paper => Markup.Of($"<span class=\"badge\">paper</span>"),
        _ => Markup.Of($"<span class=\"badge\">simulated</span>"),
    };

    /// <summary>The time and the next bell.</summary>
    public static Markup Market(StatusReport report) => Markup.Of(
        $"{FigureText.NewYork(report.At)} New York. The market is {(report.IsOpen ? "open; it closes" : "closed; it opens")} at {FigureText.NewYork(report.NextBell)}.");

    /// <summary>What is wrong, worst first; a reassurance when nothing is.</summary>
    public static Markup Alarms(StatusReport report)
    {
        var alarms = All(report).ToList();
        return alarms.Count == 0
            ? Banner("good", "Everything answers, every position is protected, and nothing is halted.")
            : Markup.Join(alarms.Select(a => Banner(a.Tone, a.Text)));
    }

    private static IEnumerable<(string Tone, string Text)> All(StatusReport report)
    {
        if (report.Halt is { } halt) yield return ("bad", Sentence(halt));
        if (report.IsHeldOverTheClose)
            yield return ("bad", $"Not flat: the market is closed, and {string.Join(", ", report.Positions!.Select(p => $"{p.Position.Quantity} {p.Position.Symbol}"))} is held.");
        foreach (var naked in report.Positions?.Where(p => !p.IsProtected) ?? [])
            yield return ("bad", $"{naked.Position.Symbol} is not covered by a live stop; the next scan closes it.");
        foreach (var part in report.Health.Where(h => h.Trouble is not null))
            yield return ("bad", $"{Capitalised(part.Part)}: {part.Trouble}");
        foreach (var job in report.Jobs.Where(j => j.Last?.Error is not null))
            yield return ("bad", $"{job.Name} failed at {FigureText.NewYork(job.Last!.StartedAt)}: {job.Last.Error}");
        if (report.Model is { MayTrade: true, Standing: var standing } && standing.Contains("UNPROVEN", StringComparison.Ordinal))
            yield return ("caution", $"Unproven: {standing}");
        else if (report.Model is { MayTrade: false } idle)
            yield return ("caution", $"Nothing is bought: {idle.Standing}");
    }

    private static string Sentence(Halt halt) =>
        $"HALTED since {FigureText.NewYork(halt.Since)}{(halt.Reason.Length > 0 ? $" ({halt.Reason})" : "")}: nothing is bought{(halt.Flatten ? ", and everything held is sold" : "")}.";

    private static string Capitalised(string part) => char.ToUpperInvariant(part[0]) + part[1..];

    private static Markup Banner(string tone, string text) => Markup.Of($"<p class=\"conclusion {tone}\" role=\"status\">{text}</p>\n");
}
