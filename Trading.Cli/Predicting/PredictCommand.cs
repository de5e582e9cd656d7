using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Core.Settings;
using Trading.Core.Training;
using Trading.Reporting;

namespace Trading.Cli.Predicting;

/// <summary><c>trading predict</c>: what the model in use says of the newest bars, the feed's where there is a connection, else
/// the archive's.</summary>
internal static class PredictCommand
{
    public static Command Create(CommandHost host)
    {
        var simulator = new SimulatorOption();
        var asked = BookOption.Create();
        var command = new Command(
            "predict", "Asks the model in use about the newest bars: the feed's, with keys or --simulator; else those of the "
            + "last recorded session.")
        {
            asked, simulator.Option,
        };
        return host.Runs(command, async (context, cancel) =>
        {
            var (book, choice) = ExchangeSelection.Choose(context, simulator, context.Parsed.GetValue(asked));
            await ShowAsync(context, choice, book, cancel);
            return ExitCode.Fine;
        });
    }

    private static async Task ShowAsync(CommandContext context, ExchangeChoice choice, Book which, CancellationToken cancel)
    {
        using var asked = await ModelToAsk.OpenAsync(context, which, choice, cancel);
        var (book, newest, model) = (asked.Book, asked.Newest, asked.Model);
        var bars = await newest.ReadAsync(asked.Symbols, cancel);
        var policy = new EntryPolicy(context.Settings.Risk, context.Settings.Plan, context.Settings.Schedule.NoEntryBeforeClose);
        var halt = (await book.Journal.GetStateAsync(cancel)).Halt;
        var rows = bars.Select(s => Predict(s, newest.Session, model, context.Settings, policy, halt is not null)).ToList();
        context.Output.Show(PageOf(book, newest, model, rows), new
        {
            book = book.Name,
            session = newest.Session.Date,
            source = newest.Source,
            model = new { id = model.Id, mayTrade = model.MayTrade, why = StandingText.Of(model.Reason) },
            threshold = context.Settings.Risk.MinConfidence,
            predictions = rows,
        });
    }

    private static Row Predict(
        BarSeries series, Session session, UsableModel model, TradingSettings settings, EntryPolicy policy, bool isHalted)
    {
        if (NewestRow.Of(series, session) is not { } newest) return new Row(series.Symbol, null, null, false, null);
        var minutesToExit = (int)(settings.Plan.ExitAt(session, newest.Minute) - newest.Minute).TotalMinutes;
        var probability = (float)model.Predictor.Predict(newest.Features, minutesToExit).Probability;
        var context = new EntryContext
        {
            Session = session,
            Minute = newest.Minute,
            IsHalted = isHalted,
            Standing = model.Standing,
        };
        return new Row(
            series.Symbol, newest.Minute, probability, probability >= settings.Risk.MinConfidence,
            policy.Refusal(EntryStages.Preview, new EntryCandidate(series.Symbol, probability, newest.Price), context)
                ?? ReasonCode.Entered);
    }

    private static Page PageOf(OpenBook book, NewestBars newest, UsableModel model, IReadOnlyList<Row> rows) => new(
        $"Predictions for the newest bars of {FigureText.Date(newest.Session.Date)} ({book.Name} book, {newest.Source})",
        new Sentence(StandingText.Of(model.Reason), model.Standing == ModelStanding.Proven ? Tone.Good : Tone.Caution),
        new Listing("",
        [
            Column.Name("symbol"), Column.Name("minute (New York)"), Column.Figure("probability"), Column.Name("signal"),
            Column.Words("if it were live"),
        ],
        [
            .. rows.OrderByDescending(r => r.Probability).Select(r => (IReadOnlyList<string>)
            [
                r.Symbol,
                FigureText.NewYork(r.Minute),
                FigureText.Number(r.Probability, 3),
                r.Signal ? "yes" : "no",
                r.Decision is { } decision ? FigureText.Words($"{decision}") : "too few bars",
            ]),
        ]));

    /// <param name="Symbol">The ticker.</param>
    /// <param name="Minute">The minute of the decision; null when the session has too few bars.</param>
    /// <param name="Probability">Calibrated probability of profit.</param>
    /// <param name="Signal">Whether that is enough.</param>
    /// <param name="Decision">What would be done if it were live and the account allowed it.</param>
    private sealed record Row(string Symbol, Instant? Minute, float? Probability, bool Signal, ReasonCode? Decision);
}
