using Trading.Core.Learning.Evidence;
using Trading.Core.Statistics;

namespace Trading.Core.Evaluation;

/// <summary>What is scored.</summary>
public enum ForecastKind
{
    /// <summary>The calibrated probability.</summary>
    Model,

    /// <summary>The levelled base forecast, which knows nothing of direction.</summary>
    Base,

    /// <summary>One half, always.</summary>
    Coin,

    /// <summary>The rate of all these rows, always, and for accuracy its more frequent outcome: the best constant, which is known
    /// in hindsight alone.</summary>
    MajorityClass,
}

/// <summary>The scores of a forecast over all rows of the record.</summary>
/// <param name="Forecast">What is scored.</param>
/// <param name="LogLoss">Mean log-loss, nats.</param>
/// <param name="Brier">Mean squared error.</param>
/// <param name="Auc">Area under the ROC curve; null where all rows ended alike.</param>
/// <param name="Accuracy">Share that was right at one half.</param>
public sealed record ForecastScore(
    ForecastKind Forecast, Estimate LogLoss, Estimate Brier, Estimate? Auc, Estimate Accuracy);

/// <summary>All scores, and by how much the model is better.</summary>
/// <param name="Scores">One for each <see cref="ForecastKind"/>.</param>
/// <param name="GainOverBase">Base forecast's log-loss less the model's, nats; above zero where the model is better.</param>
/// <param name="GainOverCoin">A coin's log-loss less the model's, nats.</param>
public sealed record ForecastScores(IReadOnlyList<ForecastScore> Scores, Estimate GainOverBase, Estimate GainOverCoin)
{
    private static readonly double CoinLogLoss = Math.Log(2);

    /// <summary>The scores of one forecast.</summary>
    public ForecastScore Of(ForecastKind kind) => Scores.First(score => score.Forecast == kind);

    /// <summary>Scores a record.</summary>
    /// <param name="sessions">The sessions, at least one row in all.</param>
    /// <param name="bootstrap">Draws as many sessions.</param>
    public static ForecastScores Of(IReadOnlyList<JudgedSession> sessions, BlockBootstrap bootstrap)
    {
        var sums = sessions.Select(SessionSums.Of).ToArray();
        return new ForecastScores(
            [
                Score(ForecastKind.Model, s => s.Model, session => session.Probabilities),
                Score(ForecastKind.Base, s => s.Base, session => session.Bases),
                new ForecastScore(
                    ForecastKind.Coin, new(CoinLogLoss, null), new(0.25, null), new(0.5, null), new(0.5, null)),
                new ForecastScore(
                    ForecastKind.MajorityClass, Figure(s => Entropy(s.Rate)), Figure(s => s.Rate * (1 - s.Rate)), new(0.5, null),
                    Figure(s => Math.Max(s.Rate, 1 - s.Rate))),
            ],
            Figure(s => (s.Base.LogLoss - s.Model.LogLoss) / s.Rows),
            Figure(s => CoinLogLoss - (s.Model.LogLoss / s.Rows)));

        ForecastScore Score(
            ForecastKind kind, Func<SessionSums, ErrorSums> errors, Func<JudgedSession, double[]> forecasts) => new(
            kind, Figure(s => errors(s).LogLoss / s.Rows), Figure(s => errors(s).Brier / s.Rows),
            Area(SessionRanks.Of(sessions, forecasts)), Figure(s => (double)errors(s).Correct / s.Rows));

        Estimate? Area(SessionRanks ranks) =>
            ranks.Area([.. Enumerable.Range(0, sums.Length)]) is { } area ? new Estimate(area, bootstrap.Of(ranks.Area)) : null;

        Estimate Figure(Func<SessionSums, double> figure) => new(
            figure(sums.Aggregate((one, other) => one + other)),
            bootstrap.Of(drawn =>
            {
                var sum = default(SessionSums);
                foreach (var session in drawn) sum += sums[session];
                return figure(sum);
            }));
    }

    private static double Entropy(double rate) =>
        rate is 0 or 1 ? 0 : -(rate * Math.Log(rate)) - ((1 - rate) * Math.Log(1 - rate));
}
