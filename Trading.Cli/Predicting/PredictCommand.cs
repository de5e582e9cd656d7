using System.CommandLine;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
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
            var (choice, named) = (simulator.Choice(context.Parsed), context.Parsed.GetValue(asked));
            if (choice.Simulator && named is not null) throw new RefusedException(
                "--simulator and --book exclude each other; give one of them.", ExitCode.WrongUsage);
            await ShowAsync(
                context, choice, named ?? (choice.Simulator ? Book.Simulator : BookOption.Choose(null, context.Folder)), cancel);
            return ExitCode.Fine;
        });
    }

    private static async Task ShowAsync(CommandContext context, ExchangeChoice choice, Book which, CancellationToken cancel)
    {
        using var connection = Connect(context, choice, which);
        using var book = OpenBook.ToRead(context, which);
        var newest = connection is null
            ? await NewestBars.RecordedAsync(book, context, cancel)
            : await NewestBars.LiveAsync(connection, cancel);
        var inUse = new ModelInUse(
            book.Models, context.Settings.Learning.Promotion, book.Mode,
            connection is null ? await book.OwnClockAsync(cancel) : connection.Clock);
        var (model, reason) = await inUse.GetAsync(cancel);
        if (model is null)
            throw new RefusedException($"There is no model to ask in the {book.Name} book: {StandingText.Of(reason)}");

        var card = (await book.Models.GetCardsAsync(cancel)).Single(c => c.Id == model.Id);
        var bars = await newest.ReadAsync(RecordedSymbols.Of(card.Symbols, context.Settings), cancel);
        var policy = new EntryPolicy(context.Settings.Risk, context.Settings.Plan, context.Settings.Schedule.NoEntryBeforeClose);
        var halt = (await book.Journal.GetStateAsync(cancel)).Halt;
        var rows = bars.Select(s => Predict(s, newest.Session, model, context.Settings, policy, halt is not null)).ToList();
        context.Output.Show(PageOf(book, newest, model, rows), new
        {
            book = book.Name,
            session = newest.Session.Date,
            source = newest.Source,
            model = new { id = model.Id, mayTrade = model.MayTrade, why = StandingText.Of(reason) },
            threshold = context.Settings.Risk.MinConfidence,
            predictions = rows,
        });
    }

    // The demo's and the backtest's books have no feed; the live one has as soon as there are keys.
    private static Connection? Connect(CommandContext context, ExchangeChoice choice, Book which)
    {
        if (choice.Simulator) return Connection.Open(context, choice);
        return which == ExchangeSelection.BookOf(context, choice)
            ? Connection.TryOver(context, ExchangeSelection.Read(context, choice))
            : null;
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
        new Listing("", ["symbol", "minute (New York)", ">probability", "signal", "if it were live"],
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
