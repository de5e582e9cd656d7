using System.Text;
using nietras.SeparatedValues;

namespace Trading.Adapters.Importing.Tables;

/// <summary>The rows of a text file: cells between commas, semicolons, tabs or bars, in quotes or not; blank lines are
/// skipped.</summary>
internal sealed class TextRows : ITableRows
{
    private const int FewestCells = 5;
    private static readonly char[] Separators = [';', '\t', '|', ','];
    private readonly SepReader reader;

    private TextRows(SepReader reader) => this.reader = reader;

    /// <inheritdoc/>
    public IReadOnlyList<string>? Header => null;

    /// <inheritdoc/>
    public int Line => reader.Current.LineNumberFrom;

    /// <inheritdoc/>
    public int Count => reader.Current.ColCount;

    /// <inheritdoc/>
    public ReadOnlySpan<char> this[int column] => reader.Current[column].Span;

    /// <summary>Opens a text.</summary>
    /// <param name="text">UTF-8, or UTF-16 with a byte-order mark.</param>
    /// <exception cref="DecoderFallbackException">It is neither; also thrown while it is read.</exception>
    public static TextRows Open(byte[] text) => new(Sep.New(SeparatorOf(text)).Reader(options => options with
    {
        HasHeader = false,
        Unescape = true,
        Trim = SepTrim.All,
        DisableColCountCheck = true,
    }).From(Reader(text)));

    /// <inheritdoc/>
    public bool MoveNext()
    {
        while (reader.MoveNext())
        {
            if (reader.Current.ColCount < FewestCells && IsPreamble(reader.Current[0].Span)) continue;
            if (reader.Current.ColCount > 1 || !reader.Current[0].Span.IsWhiteSpace()) return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private static StreamReader Reader(byte[] text) => new(
        new MemoryStream(text, writable: false),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true));

    // A comment, or what tells a spreadsheet the separator.
    private static bool IsPreamble(ReadOnlySpan<char> line) =>
        line.StartsWith('#') || line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);

    // Where a semicolon, a tab or a bar stands often enough, a comma is a decimal mark or stands in a name.
    private static char SeparatorOf(byte[] text)
    {
        using var lines = Reader(text);
        string? line;
        do line = lines.ReadLine();
        while (line is not null
            && (string.IsNullOrWhiteSpace(line) || (IsPreamble(line) && !Array.Exists(Separators, IsSeparator))));
        return Array.Find(Separators, IsSeparator) is var found and not '\0' ? found : ',';

        bool IsSeparator(char separator) => line?.Count(c => c == separator) >= FewestCells;
    }
}
