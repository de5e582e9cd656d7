using System.CommandLine;
using Microsoft.Extensions.Logging;
using Trading.Adapters.Exchanges;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Settings;

namespace Trading.Cli;

/// <summary>Everything that one run of a command uses.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Sources">The settings with their sources.</param>
/// <param name="Folder">The data folder.</param>
/// <param name="Output">Where the answer goes.</param>
/// <param name="Progress">Where progress is shown.</param>
internal sealed record CommandContext(
    ParseResult Parsed, SettingSources Sources, DataFolder Folder, IOutput Output, ProgressDisplay Progress)
{
    /// <summary>The environment variables, the only place where keys are looked for.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Where lines of progress go that <see cref="Progress"/> does not draw.</summary>
    public TextWriter Stderr { get; init; } = TextWriter.Null;

    /// <summary>The exchange that the program is connected to.</summary>
    public IExchangeProvider Exchanges { get; init; } = ExchangeProviders.Default;

    /// <summary>Where the connection's calls are logged; null without <c>--verbose</c>.</summary>
    public ILoggerFactory? Logs { get; init; }

    /// <summary>How the command behaves on Ctrl-C.</summary>
    public required Interruption Interruption { get; init; }

    /// <summary>The settings in force.</summary>
    public TradingSettings Settings => Sources.Settings;

    /// <summary>The <c>--data</c> argument for a command that is suggested to the user, ready to be copied into a shell; empty
    /// for
    /// the default folder.</summary>
    public string DataArgument => Folder.Root == DataFolder.Default ? "" : $" --data {ShellWord.Of(Folder.Root)}";
}
