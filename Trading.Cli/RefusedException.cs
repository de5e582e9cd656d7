namespace Trading.Cli;

/// <summary>Ends a command with one sentence for its user.</summary>
internal sealed class RefusedException(string sentence, int exitCode = ExitCode.Failed) : Exception(sentence)
{
    /// <summary>The exit code of the program.</summary>
    public int ExitCode { get; } = exitCode;
}
