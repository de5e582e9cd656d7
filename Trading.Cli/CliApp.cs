using System.CommandLine;
using System.CommandLine.Invocation;
using Trading.Adapters.Exchanges;
using Trading.Adapters.Hosting;
using Trading.Cli.Input;
using Trading.Cli.Output;

namespace Trading.Cli;

/// <summary>Runs the program within any process. Exit codes: 0 done, 1 failed, 2 wrong usage.</summary>
internal static class CliApp
{
    /// <summary>How long a cancelled command may take to stop, before the program ends without waiting for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments after the program's name.</param>
    /// <param name="stdout">Receives the answer and nothing else.</param>
    /// <param name="stderr">Receives progress and errors.</param>
    /// <param name="environment">Environment variables; <c>Trading__Name</c> sets a setting, <c>NO_COLOR</c> is
    /// respected.</param>
    /// <param name="exchanges">The exchange to connect to; null for the program's own.</param>
    /// <param name="cancel">Ctrl-C.</param>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        TextWriter stdout,
        TextWriter stderr,
        IReadOnlyDictionary<string, string> environment,
        IExchangeProvider? exchanges = null,
        CancellationToken cancel = default)
    {
        var host = new CommandHost(stdout, stderr, environment) { Exchanges = exchanges ?? ExchangeProviders.Default };
        var root = RootCommandBuilder.Build(host);
        if (args.Count == 0)
        {
            await root.Parse(["--help"]).InvokeAsync(new InvocationConfiguration { Output = stderr, Error = stderr }, cancel);
            return ExitCode.WrongUsage;
        }
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var failures = new FailureOutput(stdout, stderr, asJson: args.Contains("--json", StringComparer.Ordinal));
        if (parsed.Action is ParseErrorAction) return failures.Tell(UsageSentence.Of(parsed), ExitCode.WrongUsage);
        try
        {
            return await InvokeAsync(parsed, host.Interruption, stdout, stderr, cancel);
        }
        catch (Exception e)
        {
            var (sentence, exitCode) = FailureSentence.Of(e, cancel.IsCancellationRequested);
            return failures.Tell(sentence, exitCode);
        }
    }

    // Training cannot be interrupted, and every write takes effect completely or not at all, so the program does not wait for a
    // command that does not stop in time, unless the command declares that it ends by itself.
    private static async Task<int> InvokeAsync(
        ParseResult parsed, Interruption interruption, TextWriter stdout, TextWriter stderr, CancellationToken cancel)
    {
        var configuration = new InvocationConfiguration
        {
            Output = stdout,
            Error = stderr,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        var command = Task.Run(() => parsed.InvokeAsync(configuration, cancel), CancellationToken.None);
        var cancelled = Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        if (await Task.WhenAny(command, cancelled) != command && !interruption.EndsByItself)
            await Task.WhenAny(command, Task.Delay(Patience, CancellationToken.None));
        if (interruption.EndsByItself) return await command;
        return command.IsCompleted ? await command : throw new OperationCanceledException(cancel);
    }
}
