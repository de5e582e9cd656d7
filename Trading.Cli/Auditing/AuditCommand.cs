using System.CommandLine;

namespace Trading.Cli.Auditing;

/// <summary><c>trading audit</c>: looks for faults in how decisions are made, on recorded bars.</summary>
internal static class AuditCommand
{
    /// <summary>Creates <c>audit</c> with its two subcommands.</summary>
    public static Command Create(CommandHost host) =>
        new("audit", "Checks on recorded bars that no decision uses the future, and how rows depend on where the data begins.")
        {
            LookaheadCommand.Create(host),
            WarmUpCommand.Create(host),
        };
}
