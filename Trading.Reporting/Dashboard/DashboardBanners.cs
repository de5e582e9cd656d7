using Trading.Core.Orders;
using Trading.Core.Status;

namespace Trading.Reporting.Dashboard;

/// <summary>What one must see first: whose money it is, and everything that is not as it should be.</summary>
internal static class DashboardBanners
{
    /// <summary>Whose money it is.</summary>
    public static Markup Mode(StatusReport report) => report.Mode switch
    {
        TradingMode.Live => Markup.Of($"<span class=\"badge live\">LIVE: REAL MONEY</span>"),
        null => Markup.Of($"<span class=\"badge\">account unknown</span>"),
        TradingMode.Paper => Markup.Of($"<span class=\"badge\">paper</span>"),
        _ => Markup.Of($"<span class=\"badge\">simulated</span>"),
    };

    /// <summary>What is wrong, worst first; a reassurance when nothing is.</summary>
    public static Markup OfAlarms(StatusReport report)
    {
        var alarms = Alarms.Of(report);
        return alarms.Count > 0
            ? Markup.Join(alarms.Select(
                a => Banner(a.Severity == AlarmSeverity.Bad ? "bad" : "caution", AlarmText.Of(a, report))))
            : report.HasExchange ? Banner("good", "Everything answers, every position is protected, and nothing is halted.")
            : Banner("good", "Journal and models can be read, and no job has failed.");
    }

    /// <summary>What is held and traded, in a sentence that a screen reader says again when it changes.</summary>
    public static string Counts(StatusReport report)
    {
        var held = report.Positions is { } positions ? $"{FigureText.Counted(positions.Count, "position")} held. " : "";
        return report.Day is { } day
            ? $"{held}{FigureText.Counted(day.Trades.Count, "trade")} today, "
                + $"{FigureText.Count(day.Trades.Count(t => !t.IsOpen))} closed."
            : held;
    }

    private static Markup Banner(string tone, string text) =>
        Markup.Of($"<p class=\"conclusion {tone}\" role=\"status\">{text}</p>\n");
}
