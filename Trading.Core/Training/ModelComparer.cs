using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;
using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>Two models on the same sessions, from which neither learned.</summary>
/// <param name="Sessions">The sessions (New York dates), in order; empty when there is none.</param>
/// <param name="Symbols">The tickers that both learned from.</param>
/// <param name="First">How the first model did; null without a session.</param>
/// <param name="Second">How the second model did; null without a session.</param>
public sealed record ModelComparison(
    IReadOnlyList<LocalDate> Sessions, IReadOnlyList<string> Symbols, Learning.Evaluation? First, Learning.Evaluation? Second);

/// <summary>
/// Lets two models forecast the recorded sessions after the last one that either learned from, each the trade of its own label,
/// with the calibration that each was stored with.
/// </summary>
/// <param name="archive">The recorded bars.</param>
/// <param name="calendar">When the exchange trades.</param>
/// <param name="minConfidence">Least probability of a signal.</param>
public sealed class ModelComparer(IBarArchive archive, IMarketCalendar calendar, double minConfidence)
{
    /// <summary>The last session that a model's trees, base forecast or calibration learned from.</summary>
    public static LocalDate LearnedTo(ModelCard card) =>
        card.Judgement is { } judged && judged.Last > card.Training.Last ? judged.Last : card.Training.Last;

    /// <summary>Compares two models.</summary>
    /// <param name="first">A model.</param>
    /// <param name="second">Another one.</param>
    /// <param name="progress">Told of how many sessions are done, of how many.</param>
    /// <param name="cancel">Stops the comparison.</param>
    /// <exception cref="InvalidOperationException">This program cannot use one of them.</exception>
    /// <exception cref="FormatException">One of them is damaged.</exception>
    public async Task<ModelComparison> CompareAsync(
        ModelArtifact first, ModelArtifact second, IProgress<(int Done, int Total)>? progress, CancellationToken cancel)
    {
        var (a, b) = (Predictor.Load(first), Predictor.Load(second));
        string[] symbols = [.. first.Card.Symbols.Intersect(second.Card.Symbols).Order(StringComparer.Ordinal)];
        var learnedTo = LocalDate.Max(LearnedTo(first.Card), LearnedTo(second.Card));
        var later = (await archive.GetSessionsAsync(cancel)).Where(date => date > learnedTo).ToList();
        var (ofFirst, ofSecond) = (new List<ResolvedForecast>(), new List<ResolvedForecast>());
        var wanted = symbols.ToHashSet(StringComparer.Ordinal);
        var common = new List<LocalDate>();
        foreach (var date in later)
        {
            progress?.Report((common.Count, later.Count));
            if (calendar.SessionOn(date) is not { } session) continue;
            var bars = await archive.StreamAsync(date, wanted, cancel).ToListAsync(cancel);
            var rows = RowBuilder.Build(session, bars, first.Card.Label);
            var others = second.Card.Label == first.Card.Label ? rows : RowBuilder.Build(session, bars, second.Card.Label);
            if (rows.Count == 0 || others.Count == 0) continue;
            common.Add(date);
            ofFirst.AddRange(Forecasts(a, rows));
            ofSecond.AddRange(Forecasts(b, others));
        }
        return common.Count == 0
            ? new ModelComparison([], symbols, null, null)
            : new ModelComparison(
                common, symbols, Evaluator.Evaluate(ofFirst, minConfidence), Evaluator.Evaluate(ofSecond, minConfidence));
    }

    private static IEnumerable<ResolvedForecast> Forecasts(Predictor predictor, LabelledRows rows)
    {
        var judged = JudgedSession.Of(OutOfSampleForecaster.Forecast(predictor.Model, rows, ""), predictor.Calibration);
        for (var i = 0; i < rows.Count; i++)
            yield return new ResolvedForecast(judged.Probabilities[i], rows.Profit[i], rows.NetReturn[i], judged.Bases[i]);
    }
}
