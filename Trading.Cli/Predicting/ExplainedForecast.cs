using Trading.Cli.Input;
using Trading.Core.Learning;
using Trading.Core.Learning.Explanation;
using Trading.Core.Storage;
using Trading.Core.Text;
using Trading.Reporting;

namespace Trading.Cli.Predicting;

/// <summary>
/// A forecast with what moved it. A prediction that the journal remembers is explained by the model that made it; any other
/// minute by the model in use.
/// </summary>
/// <param name="Explanation">What moved it.</param>
/// <param name="Bars">The session, and where its bars come from.</param>
internal sealed record ExplainedForecast(ForecastExplanation Explanation, NewestBars Bars)
{
    /// <summary>The prediction that the journal remembers of this minute; null when there is none.</summary>
    public PredictionRow? Recorded { get; init; }

    /// <summary>Why another model than the remembered prediction's explains; null when the same does, or there is none.</summary>
    public string? OtherModelBecause { get; init; }

    /// <summary>Whether the model learned from this very session, so that it says more than it could have said then.</summary>
    public bool IsOfLearnedSession { get; init; }

    /// <summary>Finds the bars of a minute and explains what the model says.</summary>
    /// <param name="asked">The model and its book.</param>
    /// <param name="symbol">The ticker.</param>
    /// <param name="at">The minute; null for the newest that has a forecast.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="RefusedException">There is nothing to explain; the message names the culprit.</exception>
    public static async Task<ExplainedForecast> FindAsync(
        ModelToAsk asked, string symbol, MinuteChoice? at, CancellationToken cancel)
    {
        if (!asked.Card.Symbols.Contains(symbol)) throw new RefusedException(
            $"'{VisibleText.Beginning(symbol)}' is not a symbol of the model in use; it knows "
                    + $"{FigureText.Names(asked.Card.Symbols)}.");
        var bars = at?.Date is { } date && date != asked.Newest.Session.Date
            ? await NewestBars.RecordedOnAsync(asked.Book, date, cancel)
            : asked.Newest;
        var series = (await bars.ReadAsync([symbol], cancel)).SingleOrDefault(s => s.Symbol == symbol)
            ?? throw new RefusedException(
                $"{symbol} has no bars of {FigureText.Date(bars.Session.Date)} ({bars.Source}).");
        var plan = asked.Book.Settings.Plan;
        var row = ForecastMinute.Find(series, bars.Session, plan.DayExit(bars.Session), at?.Time);

        var predictions = await asked.Book.Journal.GetPredictionsAsync(bars.Session.Date, symbol, cancel);
        var recorded = predictions.FirstOrDefault(p => p.Minute == row.Minute);
        var (model, card, error) = await ModelOfAsync(asked, recorded, cancel);
        var minutesToExit = (int)(plan.ExitAt(bars.Session, row.Minute) - row.Minute).TotalMinutes;
        return new ExplainedForecast(
            ForecastExplanation.Of(
                card.Id, model, new ForecastQuestion(symbol, row.Minute, row.Features, minutesToExit),
                asked.Book.Settings.Risk.MinConfidence),
            bars)
        {
            Recorded = recorded,
            OtherModelBecause = error,
            IsOfLearnedSession = bars.Session.Date >= card.Training.First && bars.Session.Date <= card.Training.Last,
        };
    }

    private static async Task<(Predictor Model, ModelCard Card, string? Error)> ModelOfAsync(
        ModelToAsk asked, PredictionRow? recorded, CancellationToken cancel)
    {
        if (recorded is null || recorded.ModelId == asked.Model.Id) return (asked.Model.Predictor, asked.Card, null);
        try
        {
            var artifact = await asked.Book.Models.LoadAsync(recorded.ModelId, cancel);
            return (Predictor.Load(artifact), artifact.Card, null);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or StorageException)
        {
            return (asked.Model.Predictor, asked.Card, e.Message);
        }
    }
}
