using Trading.Core.Text;

namespace Trading.Cli.Output;

/// <summary>What a command has to say to a person; the same page is drawn on a terminal and written as plain lines.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Blocks">What it says, from top to bottom.</param>
internal sealed record Page(string Title, params IReadOnlyList<Block> Blocks);

/// <summary>A part of a page.</summary>
internal abstract record Block;

/// <summary>One sentence.</summary>
internal sealed record Sentence(string Text, Tone Tone = Tone.Plain) : Block;

/// <summary>Names with their values.</summary>
internal sealed record Facts(params IReadOnlyList<Fact> Items) : Block;

/// <summary>A name with its value.</summary>
internal sealed record Fact(string Name, string Value, Tone Tone = Tone.Plain);

/// <summary>A table with a heading and columns.</summary>
/// <param name="Title">What its rows are.</param>
/// <param name="Columns">Its columns, the one that names a row first.</param>
/// <param name="Rows">The cells.</param>
internal sealed record Listing(string Title, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : Block
{
    /// <summary>The same, with signs that cannot be seen written as escapes: text from outside never acts on a
    /// terminal.</summary>
    public Listing Visible() => new(
        VisibleText.Of(Title), [.. Columns.Select(column => column with { Heading = VisibleText.Of(column.Heading) })],
        [.. Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(VisibleText.Of)])]);
}

/// <summary>What a reader should feel about it; shown as a colour where there are colours.</summary>
internal enum Tone
{
    /// <summary>Nothing in particular.</summary>
    Plain,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Worth a thought.</summary>
    Caution,

    /// <summary>Wrong.</summary>
    Bad,

    /// <summary>Said in passing.</summary>
    Quiet,
}
