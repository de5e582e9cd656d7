using Trading.Cli.Output;

namespace Trading.Tests.Cli.Screens;

/// <summary>Keeps what a command shows, so that it can be drawn in several widths.</summary>
internal sealed class PageCapture : IOutput
{
    public List<Page> Pages { get; } = [];

    public List<Sentence> Lines { get; } = [];

    public void Show(Page page, object document) => Pages.Add(page);

    public void Tell(Sentence line, object document) => Lines.Add(line);
}
