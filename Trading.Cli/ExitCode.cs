namespace Trading.Cli;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Fine = 0;

    /// <summary>The command failed, was cancelled, or an invariant was breached.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a setting is wrong; nothing was done.</summary>
    public const int WrongUsage = 2;
}
