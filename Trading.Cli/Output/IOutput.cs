namespace Trading.Cli.Output;

/// <summary>Where a command's answer goes; it is given once a command.</summary>
internal interface IOutput
{
    /// <summary>Shows the answer.</summary>
    /// <param name="page">For people.</param>
    /// <param name="document">The same for programs.</param>
    void Show(Page page, object document);
}
