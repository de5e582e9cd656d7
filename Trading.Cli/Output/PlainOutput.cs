using Trading.Core.Text;

namespace Trading.Cli.Output;

/// <summary>Plain lines for files, pipes and logs: <c>name: value</c>, tables in aligned columns, ASCII signs, no
/// colour.</summary>
internal sealed class PlainOutput(TextWriter stdout) : IOutput
{
    /// <inheritdoc/>
    public void Show(Page page, object document)
    {
        Line(page.Title);
        foreach (var block in page.Blocks)
        {
            switch (block)
            {
                case Sentence sentence:
                    Line(VisibleText.Sentence(sentence.Text));
                    break;
                case Facts facts:
                    foreach (var fact in facts.Items) Line($"{fact.Name}: {fact.Value}");
                    break;
                case Listing listing:
                    Write(listing);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Tell(Sentence line, object document)
    {
        Line(VisibleText.Sentence(line.Text));
        stdout.Flush();
    }

    private void Write(Listing listing)
    {
        if (listing.Title.Length > 0) Line($"{listing.Title}:");
        var rows = listing.Rows.Prepend([.. listing.Columns.Select(column => column.Heading)]).ToList();
        var widths = listing.Columns.Select((_, i) => rows.Max(r => r[i].Length)).ToArray();
        foreach (var row in rows)
        {
            Line(string.Join("  ", row.Select((cell, i) =>
                listing.Columns[i].IsFigure ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
        }
    }

    private void Line(string text) => stdout.WriteLine(VisibleText.Of(text).Replace('−', '-').Replace('–', '-'));
}
