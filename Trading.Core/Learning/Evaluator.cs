
namespace Trading.Core.Learning;

/// <summary>A calibrated probability beside what happened.</summary>
/// <param name="Probability">What was said.</param>
/// <param name="Profit">What happened.</param>
/// <param name="NetReturn">Return of the trade after costs, as a fraction.</param>
/// <param name="BaseProbability">What the base forecast said.</param>
public readonly record struct ResolvedForecast(double Probability, bool Profit, double NetReturn, double BaseProbability);

/// <summary>Scores forecasts.</summary>
public static class Evaluator
{
    /// <summary>Log-loss of one forecast in nats; a probability is taken as at least 1e-6 from 0 and 1.</summary>
    public static double LogLoss(double probability, bool happened)
    {
        var p = Math.Clamp(probability, 1e-6, 1 - 1e-6);
        return -Math.Log(happened ? p : 1 - p);
    }

    /// <summary>Every figure of a card, for forecasts made before their outcomes were known.</summary>
    /// <exception cref="ArgumentException">There are no forecasts.</exception>
    public static Evaluation Evaluate(IReadOnlyList<ResolvedForecast> forecasts, double threshold)
    {
        if (forecasts.Count == 0) throw new ArgumentException("Nothing can be judged on no rows.", nameof(forecasts));
        var (tally, bins) = (default(ForecastTally), new ReliabilityBins());
        var (loss, baseLoss, brier, baseBrier, netReturn) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var f in forecasts)
        {
            var outcome = f.Profit ? 1 : 0;
            tally += ForecastTally.Of(f.Probability, f.Profit, threshold);
            bins.Add(f.Probability, f.Profit);
            loss += LogLoss(f.Probability, f.Profit);
            baseLoss += LogLoss(f.BaseProbability, f.Profit);
            brier += Square(f.Probability - outcome);
            baseBrier += Square(f.BaseProbability - outcome);
            if (f.Probability >= threshold) netReturn += f.NetReturn;
        }
        return new Evaluation
        {
            Rows = forecasts.Count,
            BaseRate = tally.BaseRate!.Value,
            Accuracy = tally.Accuracy!.Value,
            MajorityClass = tally.MajorityClass!.Value,
            Auc = AreaUnderCurve(forecasts),
            LogLoss = loss / forecasts.Count,
            BaseLogLoss = baseLoss / forecasts.Count,
            Brier = brier / forecasts.Count,
            BaseBrier = baseBrier / forecasts.Count,
            Reliability = bins.Filled,
            Signals = new SignalQuality(
                threshold, tally.Signals, tally.Claimed, tally.Actual, tally.Signals == 0 ? null : netReturn / tally.Signals),
        };
    }

    /// <summary>
    /// Mann-Whitney U over the product of class sizes, ties counted half. Probabilities that agree to five decimals count as
    /// ties, which spares the sorting.
    /// </summary>
    private static double? AreaUnderCurve(IReadOnlyList<ResolvedForecast> forecasts)
    {
        const int bins = 100_000;
        var (profits, losses) = (new int[bins + 1], new int[bins + 1]);
        foreach (var forecast in forecasts)
            (forecast.Profit ? profits : losses)[(int)Math.Round(Math.Clamp(forecast.Probability, 0, 1) * bins)]++;
        double below = 0, pairs = 0, positives = 0;
        for (var bin = 0; bin <= bins; bin++)
        {
            pairs += profits[bin] * (below + (losses[bin] / 2.0));
            below += losses[bin];
            positives += profits[bin];
        }
        return positives == 0 || below == 0 ? null : pairs / (positives * below);
    }

    private static double Square(double x) => x * x;
}
