using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.AzureStorage.Sweeps;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Storage;

namespace Trading.Cli.Evaluating;

/// <summary>Where the nights of an evaluation or a search are computed.</summary>
internal enum WorkOn
{
    /// <summary>On all cores of this machine, with its bars.</summary>
    Here,

    /// <summary>On the function app, with the bars of its storage account.</summary>
    Azure,
}

/// <summary>Bars and records of the place where the work is done, and how it is spread there.</summary>
/// <param name="Archive">The bars.</param>
/// <param name="Record">The records.</param>
/// <param name="Sweep">How the work is spread.</param>
internal sealed record WorkPlace(IBarArchive Archive, IForecastRecord Record, SweepOptions Sweep)
{
    /// <summary>The place that was chosen; nothing is sent before it is used.</summary>
    /// <param name="context">The command's surroundings.</param>
    /// <param name="book">The book, whose trials count wherever they are computed.</param>
    /// <param name="options">The options.</param>
    /// <param name="progress">Told how far the other machines are.</param>
    /// <exception cref="RefusedException">The settings of the storage account are missing or wrong.</exception>
    public static WorkPlace Of(CommandContext context, OpenBook book, WorkOptionSet options, IProgress<SweepProgress> progress)
    {
        var nights = context.Parsed.GetValue(options.Nights);
        if (context.Parsed.GetValue(options.On) is not WorkOn.Azure)
            return new(book.Archive, book.Stores.Record, new SweepOptions { Nights = nights });
        var account = new AzureStorageAccount(StorageOf(context));
        return new(new AzureBarArchive(account), new AzureForecastRecord(account), new SweepOptions
        {
            Sweeper = new AzureSweeper(account, AzureSweeper.Pause, progress),
            Nights = nights,
        });
    }

    private static AzureStorageOptions StorageOf(CommandContext context)
    {
        var values = context.Environment
            .Where(e => e.Key.Length > 0)
            .Select(e => KeyValuePair.Create(e.Key.Replace("__", ":", StringComparison.Ordinal), (string?)e.Value));
        var read = AzureStorageOptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        if (read.Options is not { } options)
            throw new RefusedException($"--on azure: {string.Join(' ', read.Errors)}", ExitCode.WrongUsage);
        return options is { ConnectionString: null, QueueServiceUri: null }
            ? throw new RefusedException(
                "--on azure: Trading__Storage__queueServiceUri is not set; it is the address of the queues of the app that runs "
                + "sweeps, such as https://ACCOUNT.queue.core.windows.net.", ExitCode.WrongUsage)
            : options;
    }
}

/// <summary>The options that choose where the work is done.</summary>
internal sealed class WorkOptionSet
{
    /// <summary>Where.</summary>
    public Option<WorkOn?> On { get; } = new("--on")
    {
        Description = "Where nights are computed: here, or azure, with the bars recorded there. [default: here]",
        HelpName = "here|azure",
        CustomParser = Values.Name<WorkOn>,
    };

    /// <summary>How large the pieces are.</summary>
    public Option<int?> Nights { get; } = new("--nights")
    {
        Description = "Nights of a slice; no figure depends on it. [default: about a minute's work]",
        HelpName = "N",
        CustomParser = result => Values.Whole(1, 1_000)(result),
    };

    /// <summary>Adds the options to a command.</summary>
    public Command AddTo(Command command)
    {
        command.Add(On);
        command.Add(Nights);
        return command;
    }
}
