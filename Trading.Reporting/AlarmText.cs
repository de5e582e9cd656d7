using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Status;
using Trading.Core.Training;

namespace Trading.Reporting;

/// <summary>The sentences of alarms, the same on a page and on a terminal. Their times are New York's and say so.</summary>
public static class AlarmText
{
    /// <summary>The sentence of an alarm of a report.</summary>
    public static string Of(Alarm alarm, StatusReport report) => alarm.Kind switch
    {
        AlarmKind.Halted => Halted(alarm, report),
        AlarmKind.NotFlat => $"Not flat: the market is closed, and {Subjects(alarm)} is held.",
        AlarmKind.Unprotected => $"{Subjects(alarm)} is not covered by a live stop; the next scan closes it.",
        AlarmKind.ProtectionUnknown =>
            $"Whether a live stop covers {Subjects(alarm)} is not known while the journal does not answer.",
        AlarmKind.OrdersRefused =>
            $"The broker refused {FigureText.Counted(report.Refused.Count, "order")} ({Subjects(alarm)}), the last one of "
            + $"{FigureText.NewYork(alarm.At)} New York: {alarm.Cause}",
        AlarmKind.OddPosition =>
            $"The account holds {Subjects(alarm)}, which this system cannot have bought: it is left alone, and nothing is "
            + "bought in it. Keep it in another account.",
        AlarmKind.NotScanned => NotScanned(alarm, report),
        AlarmKind.NoBars =>
            "No bars come: the session is an hour old, and no prediction was made in it. "
            + "See whether the data feed has the symbols.",
        AlarmKind.DeepDrawdown => $"The account stands {alarm.Fraction:0.0 %} below its highest session end.",
        AlarmKind.PartFailed => $"{Capitalised(Subjects(alarm))}: {alarm.Cause}",
        AlarmKind.JobFailed =>
            $"{FigureText.Words(Subjects(alarm))} failed at {FigureText.NewYork(alarm.At)} New York: {alarm.Cause}",
        AlarmKind.Unproven => report.Model?.Proof == ModelStanding.Assumed
            ? "Unproven: the model has not shown that it knows something and that knowing it pays. It trades full positions all "
                + "the same, with play money."
            : "On probation: the model is unproven, so it buys one share a signal, with play money, and its fills are counted.",
        AlarmKind.NothingBought => $"Nothing is bought: {alarm.Cause}",
        AlarmKind.Doubted => Doubted(alarm, report),
        AlarmKind.DoubtedToday => DoubtedToday(alarm, report),
        _ => throw new ArgumentOutOfRangeException(nameof(alarm), alarm.Kind, "An alarm without a sentence."),
    };

    private static string Halted(Alarm alarm, StatusReport report) =>
        $"HALTED since {FigureText.NewYork(alarm.At)} New York{(alarm.Cause is { } reason ? $" ({reason})" : "")}: "
        + "nothing is bought"
        + $"{(report.Halt is { Flatten: true } ? ", and everything held is sold" : "")}.";

    private static string NotScanned(Alarm alarm, StatusReport report) =>
        (alarm.At == report.Session.Open
            ? "Nothing is scanned: the market is open, and no minute has been scanned since the bell."
            : $"Nothing is scanned: the market is open, and the last scan was at {FigureText.NewYork(alarm.At)} New York.")
        + " See whether 'trading run', or the app, is running.";

    private static string Doubted(Alarm alarm, StatusReport report) =>
        $"The model is doubted: over its last sessions its signals came true less often than it claims ({OddsAgainst(alarm)}"
        + $"it is doubted from {EvidenceBars.Doubt:0} : 1 on). "
        + (report.Model is { MayTrade: true } ? "It trades all the same, with play money, as the settings want."
            : "Nothing is bought until those odds are down to one.");

    private static string DoubtedToday(Alarm alarm, StatusReport report) =>
        $"No more entries on {FigureText.Date(report.Session.Date)}: too few of the session's signals came true "
        + $"({OddsAgainst(alarm)}{EvidenceBars.SessionDoubt:0} : 1 is enough). The night's judgement decides how it goes on.";

    private static string OddsAgainst(Alarm alarm) =>
        alarm.Odds is { } odds ? $"{EvidenceText.Odds(Math.Log10(odds))} against it; " : "";

    private static string Subjects(Alarm alarm) => string.Join(", ", alarm.Subjects);

    private static string Capitalised(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
