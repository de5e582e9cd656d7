using Trading.Adapters.Importing;
using Trading.Core.Text;
using Trading.Reporting;

namespace Trading.Cli.Importing;

/// <summary>What an import did with a file, in words.</summary>
internal static class ImportNoteText
{
    /// <summary>One sentence.</summary>
    public static string Of(ImportNote note) => note.Kind switch
    {
        ImportNoteKind.RepeatedRows =>
            $"{FigureText.Counted(note.Count, "row")} that {(note.Count == 1 ? "repeats" : "repeat")} another one figure by "
                + $"figure {Was(note)} dropped.",
        ImportNoteKind.RowsWithoutPrice => $"{FigureText.Counted(note.Count, "row")} without any price {Was(note)} left out.",
        ImportNoteKind.FractionsOfShares =>
            $"The volume of {FigureText.Counted(note.Count, "bar")} has a fraction of a share and was rounded to whole shares.",
        ImportNoteKind.UnusableSymbols =>
            $"{FigureText.Counted(note.Count, "row")} of symbols that an archive cannot hold, such as "
                + $"'{VisibleText.Beginning(note.Example ?? "")}', {Was(note)} left out.",
        ImportNoteKind.LabelKept =>
            $"Its times say that they are UTC and were read so, not in {note.Example}.",
        ImportNoteKind.LabelReplaced =>
            $"Its times say that they are UTC; they were read in {note.Example}, where they fit the session.",
        ImportNoteKind.MonthFirstTaken =>
            $"'{VisibleText.Beginning(note.Example ?? "")}' was read with the month first; if the day stands first, import "
                + "with --dates day-first.",
        _ => note.ToString(),
    };

    private static string Was(ImportNote note) => note.Count == 1 ? "was" : "were";
}
