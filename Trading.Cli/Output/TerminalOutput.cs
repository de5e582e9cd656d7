using Spectre.Console;
using Spectre.Console.Rendering;
using Trading.Core.Text;

namespace Trading.Cli.Output;

/// <summary>A panel and tables on a terminal.</summary>
internal sealed class TerminalOutput(IAnsiConsole console) : IOutput
{
    /// <inheritdoc/>
    public void Show(Page page, object document)
    {
        console.Write(
            new Rule($"[bold]{Shown(page.Title)}[/]") { Justification = Justify.Left, Style = Style.Parse("grey") });
        foreach (var block in page.Blocks)
        {
            console.Write(Draw(block));
            console.WriteLine();
        }
    }

    /// <inheritdoc/>
    public void Tell(Sentence line, object document) => console.MarkupLine(Coloured(VisibleText.Sentence(line.Text), line.Tone));

    private static IRenderable Draw(Block block) => block switch
    {
        Sentence sentence => new Markup(Coloured(VisibleText.Sentence(sentence.Text), sentence.Tone)),
        Facts facts => Draw(facts),
        Listing listing => Draw(listing),
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "A block that cannot be drawn."),
    };

    private static Grid Draw(Facts facts)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        foreach (var fact in facts.Items) grid.AddRow($"[grey]{Shown(fact.Name)}[/]", Coloured(fact.Value, fact.Tone));
        return grid;
    }

    private static Table Draw(Listing listing)
    {
        var table = new Table().Border(TableBorder.Simple);
        if (listing.Title.Length > 0) table.Title($"[bold]{Shown(listing.Title)}[/]");
        foreach (var column in listing.Columns)
        {
            var drawn = new TableColumn($"[grey]{Shown(Listing.HeadingOf(column))}[/]").Padding(0, 0, 1, 0);
            var isFigure = column.StartsWith(Listing.RightMark);
            if (isFigure) drawn.RightAligned();
            // A figure or a name broken in two is hard to read; words may wrap.
            if (isFigure || column == listing.Columns[0]) drawn.NoWrap();
            table.AddColumn(drawn);
        }
        foreach (var row in listing.Rows) table.AddRow([.. row.Select(Shown)]);
        return table;
    }

    // Text from outside acts neither as markup nor on the terminal.
    private static string Shown(string text) => Markup.Escape(VisibleText.Of(text));

    private static string Coloured(string text, Tone tone)
    {
        var escaped = Shown(text);
        return tone switch
        {
            Tone.Good => $"[green]{escaped}[/]",
            Tone.Caution => $"[yellow]{escaped}[/]",
            Tone.Bad => $"[red]{escaped}[/]",
            Tone.Quiet => $"[grey]{escaped}[/]",
            _ => escaped,
        };
    }
}
