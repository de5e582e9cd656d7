using System.CommandLine;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Reporting;
using Trading.Simulation.Auditing;

namespace Trading.Cli.Auditing;

/// <summary>The options that choose what is audited, and the reading of it.</summary>
/// <param name="everyUnlessGiven">How many decisions lie between two that are audited, unless the user says so.</param>
/// <param name="everyText">What the option <c>--every</c> does.</param>
internal sealed class AuditOptionSet(int everyUnlessGiven, string everyText)
{
    private readonly Option<LocalDate?> from = Date("--from", "First session to audit. [default: the first recorded]");
    private readonly Option<LocalDate?> to = Date("--to", "Last session to audit. [default: the last recorded]");
    private readonly Option<IReadOnlyList<string>?> symbols = new("--symbols")
    {
        Description =
            "What to audit, as SPY,QQQ. [default: the Symbols setting as far as it is recorded, else everything recorded]",
        HelpName = "A,B",
        CustomParser = Values.Symbols,
    };

    private readonly Option<Book?> book = BookOption.Create();

    private readonly Option<int> every = new("--every")
    {
        Description = everyText,
        HelpName = "N",
        DefaultValueFactory = _ => everyUnlessGiven,
        CustomParser = Values.Whole(1, 1_000),
    };

    /// <summary>Adds the options to a command.</summary>
    public Command AddTo(Command command)
    {
        foreach (var option in new Option[] { from, to, symbols, every, book }) command.Add(option);
        return command;
    }

    /// <summary>Opens the book whose bars are audited.</summary>
    public OpenBook Open(CommandContext context) =>
        OpenBook.ToRead(context, BookOption.Choose(context.Parsed.GetValue(book), context.Folder));

    /// <summary>Reads the chosen sessions, and the others beside them that an audit uses.</summary>
    /// <exception cref="RefusedException">Nothing is recorded of what was asked for; the message says what is.</exception>
    public async Task<AuditSubject> ReadAsync(CommandContext context, OpenBook opened, CancellationToken cancel)
    {
        var (first, last) = (context.Parsed.GetValue(from), context.Parsed.GetValue(to));
        if (first > last)
            throw new RefusedException(
                $"--from {FigureText.Date(first.Value)} is after --to {FigureText.Date(last.Value)}.", ExitCode.WrongUsage);
        var archived = await ArchiveRange.RequireAsync(opened.Archive, context, cancel);
        var chosen = archived.Where(d => !(d < first) && !(d > last)).ToList();
        if (chosen.Count == 0)
            throw new RefusedException(
                $"The archive has no session from {FigureText.Date(first ?? archived[0])} to "
                + $"{FigureText.Date(last ?? archived[^1])}; it goes from {FigureText.Date(archived[0])} to "
                + $"{FigureText.Date(archived[^1])}.");

        var recorded = new List<RecordedSession>();
        foreach (var date in AuditedSessions.Around(archived, chosen[0], chosen[^1]))
        {
            if (opened.Calendar.SessionOn(date) is { } session)
                recorded.Add(new RecordedSession(session, await opened.Archive.ReadAsync(date, cancel)));
        }
        var symbolsToAudit = Symbols(context, recorded);
        var sessions = new AuditedSessions(
            [.. recorded.Select(s => s with { Bars = [.. s.Bars.Where(b => symbolsToAudit.Contains(b.Symbol))] })],
            chosen[0], chosen[^1]);
        return new AuditSubject(sessions, symbolsToAudit, chosen[0], chosen[^1], context.Parsed.GetValue(every));
    }

    private IReadOnlyList<string> Symbols(CommandContext context, List<RecordedSession> recorded)
    {
        var known = recorded.SelectMany(s => s.Bars).Select(b => b.Symbol)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (context.Parsed.GetValue(symbols) is not { } asked) return RecordedSymbols.Of(known, context.Settings);
        var unknown = asked.Except(known, StringComparer.Ordinal).ToList();
        return unknown.Count == 0
            ? asked
            : throw new RefusedException(
                $"The archive has no bars of {FigureText.Names(unknown)} in that time; it has {FigureText.Names(known)}.");
    }

    private static Option<LocalDate?> Date(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = result => Values.Date(result),
    };
}

/// <summary>What an audit looks at.</summary>
/// <param name="Sessions">The sessions with their bars.</param>
/// <param name="Symbols">The symbols.</param>
/// <param name="From">Date of the first session.</param>
/// <param name="To">Date of the last one.</param>
/// <param name="Every">1 for each decision, N for each Nth.</param>
internal sealed record AuditSubject(
    AuditedSessions Sessions, IReadOnlyList<string> Symbols, LocalDate From, LocalDate To, int Every)
{
    /// <summary>The subject in words, for a title.</summary>
    public string Text =>
        $"{FigureText.Counted(Symbols.Count, "symbol")}, {FigureText.Date(From)} to {FigureText.Date(To)}";
}
