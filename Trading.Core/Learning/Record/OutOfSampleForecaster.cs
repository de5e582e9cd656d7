using Trading.Core.Learning.Rows;

namespace Trading.Core.Learning.Record;

/// <summary>Makes a session of the record: a model's scores of rows that it has not seen, beside their outcomes.</summary>
public static class OutOfSampleForecaster
{
    /// <summary>Forecasts a session.</summary>
    /// <param name="model">A model that learned from earlier sessions alone.</param>
    /// <param name="rows">The session's rows.</param>
    /// <param name="source">What the forecasts are made of.</param>
    public static OutOfSampleSession Forecast(LearnedModel model, LabelledRows rows, string source)
    {
        var scores = new double[rows.Count];
        model.Trees.ScoreAll(rows.AllFeatures, scores);
        var forecast = new OutOfSampleRow[rows.Count];
        for (var i = 0; i < forecast.Length; i++)
        {
            forecast[i] = new OutOfSampleRow(
                rows.Symbol[i],
                rows.Minute[i],
                rows.EndMinute[i],
                (float)scores[i],
                (float)model.Base.LogOdds(rows.Features(i), rows.MinutesToExit[i]),
                rows.Profit[i],
                rows.NetReturn[i]);
        }
        return new OutOfSampleSession(rows.Session, source, rows.Symbols, forecast);
    }
}
