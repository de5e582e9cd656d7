using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Reading;

/// <summary><c>trading predictions</c>: the model's predictions, the decisions, and the outcomes.</summary>
internal static class PredictionsCommand
{
    /// <summary>Creates <c>predictions</c>, which shows the predictions of one session of a book.</summary>
    public static Command Create(CommandHost host)
    {
        var session = new Option<LocalDate?>("--session")
        {
            Description = "The session's date. [default: the last with predictions]",
            HelpName = "DATE",
            CustomParser = result => Values.Date(result),
        };
        var symbol = new Option<string?>("--symbol") { Description = "Only the predictions of this symbol.", HelpName = "S" };
        var last = ReadingCommand.Last(unlessGiven: 20);
        return host.Reads(
            new Command("predictions", "Lists a session's predictions: probability, decision and outcome.")
            {
                session, symbol, last,
            },
            (context, book, cancel) => ShowAsync(
                context,
                book,
                context.Parsed.GetValue(session),
                context.Parsed.GetValue(symbol)?.ToUpperInvariant(),
                context.Parsed.GetValue(last),
                cancel));
    }

    private static async Task ShowAsync(
        CommandContext context, OpenBook book, LocalDate? asked, string? symbol, int last, CancellationToken cancel)
    {
        var (session, all) = await FindAsync(book.Journal, asked, symbol, cancel);
        List<PredictionRow> shown = [.. all.TakeLast(last)];
        context.Output.Show(PageOf(book, session, shown, all.Count), new
        {
            book = book.Name,
            session,
            count = all.Count,
            predictions = shown.Select(p => new
            {
                p.Symbol,
                p.Minute,
                p.ModelId,
                p.Probability,
                p.BaseProbability,
                featuresHash = $"{p.FeaturesHash:x16}",
                p.Reason,
                p.Profit,
                p.NetReturn,
            }),
        });
    }

    private static async Task<(LocalDate? Session, IReadOnlyList<PredictionRow> Rows)> FindAsync(
        ITradingJournal journal, LocalDate? asked, string? symbol, CancellationToken cancel)
    {
        if (asked is { } date) return (date, await journal.GetPredictionsAsync(date, symbol, cancel));
        foreach (var session in (await journal.GetSessionsAsync(cancel)).Reverse())
        {
            if (await journal.GetPredictionsAsync(session, symbol, cancel) is { Count: > 0 } rows) return (session, rows);
        }
        return (null, []);
    }

    private static Page PageOf(OpenBook book, LocalDate? session, List<PredictionRow> shown, int count)
    {
        var of = session is { } date ? $" of {FigureText.Date(date)}" : "";
        var title = $"Predictions{of} ({book.Name} book)";
        if (shown.Count == 0) return new Page(title, new Sentence($"There are no predictions{of}."));
        return new Page(
            title,
            new Listing(
                "",
                [
                    Column.Name("minute (New York)"), Column.Name("symbol"), Column.Figure("probability"),
                    Column.Words("decision"), Column.Name("outcome"), Column.Figure("net return"),
                ],
                [.. shown.Select(p => (IReadOnlyList<string>)
                [
                    FigureText.NewYork(p.Minute),
                    p.Symbol,
                    FigureText.Number(p.Probability, 3),
                    FigureText.Words($"{p.Reason}"),
                    p.Profit switch { true => "profit", false => "no profit", null => "not known yet" },
                    FigureText.Percent(p.NetReturn, 2, withPlus: true),
                ])]),
            new Sentence($"{shown.Count} of {FigureText.Counted(count, "prediction")} shown.", Tone.Quiet));
    }
}
