using Spectre.Console;
using Trading.Core.Text;

namespace Trading.Cli.Output;

/// <summary>Sentences, facts and tables on a terminal; no line is wider than it.</summary>
internal sealed class TerminalOutput(IAnsiConsole console) : IOutput
{
    private const int FactGap = 3;
    private const int WidestFactName = 24;
    private const int Indent = 2;
    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private static readonly Style Grey = new(Color.Grey);

    private int Width => console.Profile.Width;

    /// <inheritdoc/>
    public void Show(Page page, object document)
    {
        foreach (var line in LineBreaks.Of(VisibleText.Of(page.Title), Width)) Write(line, Heading);
        Write(new string(console.Profile.Capabilities.Unicode ? '─' : '-', Width), Grey);
        foreach (var block in page.Blocks)
        {
            Draw(block);
            console.WriteLine();
        }
    }

    /// <inheritdoc/>
    public void Tell(Sentence line, object document)
    {
        var lines = LineBreaks.Of(VisibleText.Sentence(line.Text), Width, Width - Indent);
        for (var i = 0; i < lines.Count; i++) Write(i == 0 ? lines[i] : new string(' ', Indent) + lines[i], StyleOf(line.Tone));
    }

    private void Draw(Block block)
    {
        switch (block)
        {
            case Sentence sentence:
                foreach (var line in LineBreaks.Of(VisibleText.Sentence(sentence.Text), Width))
                    Write(line, StyleOf(sentence.Tone));
                break;
            case Facts facts:
                Draw(facts);
                break;
            case Listing listing:
                Draw(listing);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "A block that cannot be drawn.");
        }
    }

    // A value stays under its column; where that would leave it too little room, it begins on a line of its own.
    private void Draw(Facts facts)
    {
        var names = facts.Items.Select(fact => LineBreaks.WidthOf(VisibleText.Of(fact.Name)))
            .Where(name => name <= WidestFactName).DefaultIfEmpty(0).Max();
        var left = names + FactGap <= Width / 2 ? names + FactGap : Indent;
        foreach (var fact in facts.Items)
        {
            var name = VisibleText.Of(fact.Name);
            if (LineBreaks.WidthOf(name) + 1 > left)
            {
                Write(name, Grey);
                name = "";
            }
            foreach (var line in LineBreaks.Of(VisibleText.Of(fact.Value), Width - left))
            {
                console.Write(name + new string(' ', left - LineBreaks.WidthOf(name)), Grey);
                Write(line, StyleOf(fact.Tone));
                name = "";
            }
        }
    }

    private void Draw(Listing listing)
    {
        foreach (var line in LineBreaks.Of(VisibleText.Of(listing.Title), Width).Where(line => line.Length > 0))
            Write(line, Heading);
        foreach (var line in TableLayout.Of(listing.Visible(), Width))
            Write(line.Text, line.Kind == TableLineKind.Row ? Style.Plain : Grey);
    }

    private void Write(string text, Style style)
    {
        console.Write(text, style);
        console.WriteLine();
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Good => new(Color.Green),
        Tone.Caution => new(Color.Yellow),
        Tone.Bad => new(Color.Red),
        Tone.Quiet => Grey,
        _ => Style.Plain,
    };
}
