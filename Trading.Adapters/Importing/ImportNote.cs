namespace Trading.Adapters.Importing;

/// <summary>What an import did with a file that its person may not expect.</summary>
public enum ImportNoteKind
{
    /// <summary>Rows that repeat another row of the same minute, figure by figure, were dropped.</summary>
    RepeatedRows,

    /// <summary>Rows without any price, as of minutes without a trade, were left out.</summary>
    RowsWithoutPrice,

    /// <summary>Volumes with a fraction of a share were rounded to whole shares.</summary>
    FractionsOfShares,

    /// <summary>Rows of names that no archive can hold as a symbol were left out.</summary>
    UnusableSymbols,

    /// <summary>The times say that they are UTC, and were read so, although a time zone was given.</summary>
    LabelKept,

    /// <summary>The times say that they are UTC, and were read in the time zone that was given, where the bars fit.</summary>
    LabelReplaced,

    /// <summary>Dates such as 11/03/2025 were read with the month first, as the given time zone's country writes them.</summary>
    MonthFirstTaken,
}

/// <summary>One thing that an import did with a file.</summary>
/// <param name="Kind">What.</param>
/// <param name="Count">How many rows or names it was.</param>
/// <param name="Example">The first of them, as the file has it; null for none.</param>
public sealed record ImportNote(ImportNoteKind Kind, int Count, string? Example);
