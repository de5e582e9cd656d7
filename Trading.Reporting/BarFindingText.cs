using Trading.Core.Collecting.Content;

namespace Trading.Reporting;

/// <summary>What looks wrong about bars, in words: one sentence each.</summary>
public static class BarFindingText
{
    private const int MostDates = 5;
    private const double AlmostAll = 0.9;

    /// <summary>What looks wrong.</summary>
    public static string Of(BarFinding finding) => finding.Only is { } only
        ? $"Of {FigureText.Names(only)} alone: {Said(finding)}" : Said(finding);

    private static string Said(BarFinding finding) => finding switch
    {
        WrongTimeZone zone =>
            $"{FigureText.Percent(zone.Outside, 0)} of the bars lie outside the regular session; read as times of {zone.Zone}, "
                + $"{FigureText.Percent(zone.Inside, 0)} lie inside.",
        WrongStep { From: { } from } step =>
            $"From {FigureText.Date(from)} the usual step from bar to bar is {FigureText.Counted(step.Minutes, "minute")}; "
                + "these are no one-minute bars.",
        WrongStep { Minutes: WrongStep.Day } => "The usual step from bar to bar is a day or more; these are no one-minute bars.",
        WrongStep step =>
            $"The usual step from bar to bar is {FigureText.Counted(step.Minutes, "minute")}; these are no one-minute bars.",
        StampedAtEnd end => "The bars carry the end of their minute: there is never one at 09:30, and one at the closing bell in "
            + $"{FigureText.Count(end.WithClose)} of {FigureText.Counted(end.Sessions, "session")}.",
        OutsideSession { Share: >= AlmostAll } outside =>
            $"{FigureText.Percent(outside.Share, 0)} of the bars lie outside the regular session, 09:30 to 16:00 in New York; "
                + "if they should not, their time zone is wrong.",
        OutsideSession outside =>
            $"{FigureText.Percent(outside.Share, 0)} of the bars lie outside the regular session; they are kept, and trading and "
                + "training use the session's.",
        UnadjustedSplit split =>
            $"{split.Symbol} looks unadjusted for a split of {split.NewShares} for {split.OldShares} before "
                + $"{FigureText.Date(split.Session)}.",
        PriceSpike spike =>
            $"{spike.Symbol} jumps from {FigureText.Price(spike.Before)} to {FigureText.Price(spike.Price)} and back at "
                + $"{FigureText.NewYork(spike.Minute)} New York"
                + (spike.Count > 1 ? $", the first of {FigureText.Count(spike.Count)} such bars." : "."),
        MissingSessions missing =>
            $"{FigureText.Names(missing.Symbols)} {Verb(missing.Symbols.Count, "lacks", "lack")} "
                + $"{FigureText.Counted(missing.Sessions.Count, "session")} in between: {Dates(missing)}.",
        FewBars few =>
            $"{FigureText.Names(few.Symbols)} {Verb(few.Symbols.Count, "has", "have")} less than a tenth of the "
                + $"{FigureText.Counted(few.Median, "bar")} that the symbol in the middle has.",
        ZeroVolume zero => $"{FigureText.Names(zero.Symbols)} {Verb(zero.Symbols.Count, "has", "have")} no volume in any bar.",
        _ => finding.ToString(),
    };

    /// <summary>What to do about it when a file is imported; empty when there is nothing to do.</summary>
    public static string ImportAdvice(BarFinding finding) => finding switch
    {
        WrongTimeZone zone => $"Import it with --time-zone {zone.Zone}, or with --anyway if the times are right.",
        WrongStep =>
            "Export one-minute bars; with --anyway they are imported as if each were a minute.",
        StampedAtEnd => "Import it with --stamped end, or with --stamped start if the times are right.",
        UnadjustedSplit => "If so, import it with --adjust-splits, and with --replace where its bars are stored already.",
        PriceSpike => "Mend the file and import it with --replace.",
        _ => "",
    };

    /// <summary>What to do about it when it stands in the archive; empty when there is nothing to do.</summary>
    public static string ArchiveAdvice(BarFinding finding) => finding switch
    {
        WrongTimeZone zone => $"Delete these sessions' files and import them again with --time-zone {zone.Zone}.",
        WrongStep => "Delete these sessions' files and import one-minute bars.",
        StampedAtEnd => "Delete these sessions' files and import them again with --stamped end.",
        UnadjustedSplit => "If so, import its file again with --adjust-splits --replace.",
        PriceSpike => "Mend its file and import it again with --replace.",
        _ => "",
    };

    private static string Verb(int count, string one, string more) => count == 1 ? one : more;

    private static string Dates(MissingSessions missing) => missing.Sessions.Count <= MostDates
        ? string.Join(", ", missing.Sessions.Select(FigureText.Date))
        : $"{string.Join(", ", missing.Sessions.Take(MostDates).Select(FigureText.Date))} and "
            + $"{FigureText.Count(missing.Sessions.Count - MostDates)} more";
}
