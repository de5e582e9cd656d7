using System.CommandLine;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Input;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Evaluating;

/// <summary>The options that choose what is evaluated, and the checks of them.</summary>
internal sealed class EvaluateOptionSet
{
    private readonly Option<LocalDate?> from = Date(
        "--from", "First session to forecast; earlier ones may be learned from. [default: the first recorded]");

    private readonly Option<LocalDate?> to = Date("--to", "Last session to forecast. [default: the last recorded]");

    private readonly Option<IReadOnlyList<string>?> symbols = new("--symbols")
    {
        Description =
            "What to learn from and forecast, as SPY,QQQ. [default: the Symbols setting as far as it is recorded, else "
            + "everything recorded]",
        HelpName = "A,B",
        CustomParser = Values.Symbols,
    };

    private readonly Option<Book?> book = BookOption.Create();

    /// <summary>Adds the options to a command.</summary>
    public Command AddTo(Command command)
    {
        foreach (var option in new Option[] { from, to }) command.Add(option);
        return AddSubjectTo(command);
    }

    /// <summary>Adds those that choose symbols and bars, and none that chooses sessions.</summary>
    public Command AddSubjectTo(Command command)
    {
        foreach (var option in new Option[] { symbols, book }) command.Add(option);
        return command;
    }

    /// <summary>The book whose bars and record are used: recorded bars of real markets, where there are any and no book is
    /// named.</summary>
    public Book BookOf(CommandContext context) => context.Parsed.GetValue(book) is { } asked ? asked
        : Directory.Exists(context.Folder.Bars) ? Book.Live
        : BookOption.Choose(null, context.Folder);

    /// <summary>The sessions to forecast, as they were asked for.</summary>
    /// <exception cref="RefusedException">Nothing is recorded of them; the message says what is.</exception>
    public async Task<(LocalDate? From, LocalDate? To)> RangeAsync(
        CommandContext context, IBarArchive archive, CancellationToken cancel)
    {
        var (first, last) = (context.Parsed.GetValue(from), context.Parsed.GetValue(to));
        if (first > last)
            throw new RefusedException(
                $"--from {FigureText.Date(first.Value)} is after --to {FigureText.Date(last.Value)}.", ExitCode.WrongUsage);
        var archived = await ArchiveRange.RequireAsync(archive, context, cancel);
        if (!archived.Any(date => !(date < first) && !(date > last)))
            throw new RefusedException(
                $"The archive has no session from {FigureText.Date(first ?? archived[0])} to "
                + $"{FigureText.Date(last ?? archived[^1])}; it goes from {FigureText.Date(archived[0])} to "
                + $"{FigureText.Date(archived[^1])}.");
        return (first, last);
    }

    /// <summary>Whether symbols are named.</summary>
    public bool NamesSymbols(CommandContext context) => context.Parsed.GetValue(symbols) is not null;

    /// <summary>
    /// The symbols that are named, or those that are recorded on any session up to the last one: what is listed no more
    /// belongs to what could have been traded.
    /// </summary>
    /// <exception cref="RefusedException">A named one is on no session.</exception>
    public async Task<IReadOnlyList<string>> SymbolsAsync(CommandContext context, IBarArchive archive, CancellationToken cancel)
    {
        var last = context.Parsed.GetValue(to);
        var known = new SortedSet<string>(StringComparer.Ordinal);
        var asked = context.Parsed.GetValue(symbols);
        foreach (var session in (await archive.GetSessionsAsync(cancel)).Where(date => !(date > last)).Reverse())
        {
            known.UnionWith((await archive.ListAsync(session, cancel)).Select(series => series.Symbol));
            if (asked?.All(known.Contains) == true) return asked;
        }
        if (asked is null) return RecordedSymbols.Of([.. known], context.Settings);
        var unknown = asked.Where(symbol => !known.Contains(symbol));
        throw new RefusedException(
            $"The archive has no bars of {FigureText.Names([.. unknown])} in that time; it has {FigureText.Names(known)}.");
    }

    private static Option<LocalDate?> Date(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = result => Values.Date(result),
    };
}
