using System.CommandLine;
using Microsoft.Extensions.Logging;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Settings;

namespace Trading.Cli;

/// <summary>What one run of a command works with.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Sources">The settings with their sources.</param>
/// <param name="Folder">The data folder.</param>
/// <param name="Output">Where the answer goes.</param>
/// <param name="Progress">Where progress is shown.</param>
internal sealed record CommandContext(ParseResult Parsed, SettingSources Sources, DataFolder Folder, IOutput Output, ProgressDisplay Progress)
{
    /// <summary>The environment variables, the only place where keys are looked for.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Where the connection's calls are logged; null when nobody wants to see them.</summary>
    public ILoggerFactory? Logs { get; init; }

    /// <summary>What is promised for Ctrl-C.</summary>
    public required Interruption Interruption { get; init; }

    /// <summary>The settings in force.</summary>
    public TradingSettings Settings => Sources.Settings;

    /// <summary>How to name the data folder in a command that is suggested; empty for the default one.</summary>
    public string DataArgument => Folder.Root == DataFolder.Default ? "" : $" --data {Folder.Root}";
}
