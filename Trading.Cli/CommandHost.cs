using System.CommandLine;
using Trading.Adapters.Exchanges;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Text;

namespace Trading.Cli;

/// <summary>The surroundings of all commands: the streams, the environment and the options that all of them take.</summary>
internal sealed class CommandHost(TextWriter stdout, TextWriter stderr, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Where answers go; a command uses it itself only for what is no page and no document, such as CSV.</summary>
    public TextWriter Stdout => stdout;

    /// <summary>Where pages and documents go instead of to <see cref="Stdout"/>; null unless a test looks at them.</summary>
    public IOutput? Answers { get; init; }

    /// <summary>The options of every command.</summary>
    public GlobalOptions Globals { get; } = new();

    /// <summary>The exchange that the program is connected to.</summary>
    public IExchangeProvider Exchanges { get; init; } = ExchangeProviders.Default;

    /// <summary>How the running command behaves on Ctrl-C.</summary>
    public Interruption Interruption { get; } = new();

    /// <summary>
    /// Makes a command check its settings and the data folder's version, and then call <paramref name="run"/>, which returns the
    /// exit code.
    /// </summary>
    public Command Runs(Command command, Func<CommandContext, CancellationToken, Task<int>> run) =>
        RunsAnyway(command, (context, cancel) =>
        {
            if (context.Sources.Error is { } error) throw new RefusedException(error, ExitCode.WrongUsage);
            new DataFolderVersion(context.Folder).Check();
            return run(context, cancel);
        });

    /// <summary>
    /// Makes a command call <paramref name="run"/> also when a trading setting is wrong; the defaults hold then. For a halt,
    /// which needs to know only where the journal is.
    /// </summary>
    public Command RunsAnyway(Command command, Func<CommandContext, CancellationToken, Task<int>> run)
    {
        command.SetAction(async (parsed, cancel) =>
        {
            using var logs = parsed.GetValue(Globals.Verbose) ? LineLogger.To(stderr, SystemClock.Instance) : null;
            return await run(Begin(parsed) with { Logs = logs }, cancel);
        });
        return command;
    }

    private CommandContext Begin(ParseResult parsed)
    {
        var data = parsed.GetValue(Globals.Data)!;
        if (data.Length == 0) throw new RefusedException("--data is ''; it may be the path of a folder.", ExitCode.WrongUsage);
        if (File.Exists(data)) throw new RefusedException(
            $"--data is '{VisibleText.Beginning(data)}', which is a file; it may be the path of a folder.", ExitCode.WrongUsage);
        return new CommandContext(
            parsed,
            SettingSources.Read(environment, parsed.GetValue(Globals.Set) ?? []),
            new DataFolder(data),
            Output(parsed.GetValue(Globals.Json)),
            new ProgressDisplay(stderr, Consoles.TerminalOf(stderr, environment)))
        {
            Environment = environment,
            Stderr = stderr,
            Exchanges = Exchanges,
            Interruption = Interruption,
        };
    }

    private IOutput Output(bool asJson) =>
        Answers ?? (asJson ? new JsonOutput(stdout)
        : Consoles.TerminalOf(stdout, environment) is { } terminal ? new TerminalOutput(terminal)
        : new PlainOutput(stdout));
}
