namespace Trading.Adapters.Importing.Tables;

/// <summary>The rows of a table, one after the other. Not safe for use by several threads.</summary>
internal interface ITableRows : IDisposable
{
    /// <summary>The header that the format itself has; null when a header would be the first row.</summary>
    IReadOnlyList<string>? Header { get; }

    /// <summary>The number of the current row's line, from 1 on; in a format without lines, of the row.</summary>
    int Line { get; }

    /// <summary>How many cells the current row has.</summary>
    int Count { get; }

    /// <summary>A cell of the current row, without blanks around it.</summary>
    ReadOnlySpan<char> this[int column] { get; }

    /// <summary>Goes to the next row; false behind the last.</summary>
    bool MoveNext();
}
