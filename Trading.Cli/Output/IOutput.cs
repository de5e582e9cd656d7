namespace Trading.Cli.Output;

/// <summary>Where a command's answer goes: one page, or line by line while it goes on.</summary>
internal interface IOutput
{
    /// <summary>Shows the answer; once a command.</summary>
    /// <param name="page">For people.</param>
    /// <param name="document">The same for programs.</param>
    void Show(Page page, object document);

    /// <summary>Adds a line to an answer that comes bit by bit.</summary>
    /// <param name="line">For people.</param>
    /// <param name="document">The same for programs, on a line of its own.</param>
    void Tell(Sentence line, object document);
}
