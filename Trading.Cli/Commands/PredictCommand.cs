using System.CommandLine;
using Trading.Cli.Output;
using Trading.Core.Features;
using Trading.Core.Jobs;
using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Simulation.Reports;

namespace Trading.Cli.Commands;

/// <summary><c>trading predict</c>: what the model in use says of the newest archived bars.</summary>
internal static class PredictCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandHost host) => host.Reads(
        new Command("predict", "Asks the model in use about the newest bars of the last recorded session."),
        ShowAsync);

    private static async Task ShowAsync(CommandContext context, OpenBook book, CancellationToken cancel)
    {
        var date = (await ArchiveRange.RequireAsync(book.Archive, context, cancel))[^1];
        using var inUse = new ModelInUse(book.Models, context.Settings.Learning.Promotion, book.Mode, await book.OwnClockAsync(cancel));
        var (model, why) = await inUse.GetAsync(cancel);
        if (model is null) throw new RefusedException($"There is no model to ask in the {book.Name} book: {why}");

        var session = book.Calendar.SessionOn(date) ?? throw new RefusedException($"The archive has bars of {FigureText.Date(date)}, a day without a session.");
        var bars = await book.Archive.ReadAsync(date, cancel);
        var symbols = RecordedSymbols.Of([.. bars.Select(s => s.Symbol)], context.Settings);
        var rows = bars.Where(s => symbols.Contains(s.Symbol)).Select(s => Predict(s, session, model, context.Settings)).ToList();
        context.Output.Show(PageOf(book, date, model, rows), new
        {
            book = book.Name,
            session = date,
            model = new { id = model.Id, mayTrade = model.MayTrade, why = model.Standing },
            threshold = context.Settings.Risk.MinConfidence,
            predictions = rows,
        });
    }

    private static Row Predict(BarSeries series, Session session, UsableModel model, TradingSettings settings)
    {
        var engine = new FeatureEngine();
        engine.StartSession(session);
        var row = new float[FeatureSchema.Count];
        var newest = new float[FeatureSchema.Count];
        Instant? minute = null;
        foreach (ref readonly var bar in series.Bars)
        {
            if (!engine.TryAdd(bar, row)) continue;
            row.CopyTo(newest, 0);
            minute = bar.End;
        }
        if (minute is not { } at) return new Row(series.Symbol, null, null, false, null);
        var probability = model.Predictor.Predict(newest);
        return new Row(series.Symbol, at, probability, probability >= settings.Risk.MinConfidence, Decide(probability, at, session, model, settings));
    }

    // What would be done before the account is looked at, in the order of the minute's scan.
    private static ReasonCode? Decide(float probability, Instant minute, Session session, UsableModel model, TradingSettings settings) =>
        probability < settings.Risk.MinConfidence ? ReasonCode.BelowMinConfidence
        : !model.MayTrade ? ReasonCode.NoPromotedModel
        : minute >= session.Close - settings.Schedule.NoEntryBeforeClose ? ReasonCode.TooCloseToTheClose
        : ReasonCode.Entered;

    private static Page PageOf(OpenBook book, LocalDate date, UsableModel model, IReadOnlyList<Row> rows) => new(
        $"Predictions for the newest bars of {FigureText.Date(date)} ({book.Name} book)",
        new Sentence(model.Standing, model.MayTrade && !model.Standing.Contains("UNPROVEN", StringComparison.Ordinal) ? Tone.Good : Tone.Caution),
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
