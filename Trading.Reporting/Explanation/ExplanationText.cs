using System.Globalization;
using Trading.Core.Learning.Base;
using Trading.Core.Learning.Explanation;

namespace Trading.Reporting.Explanation;

/// <summary>A step of a calculation.</summary>
/// <param name="Name">What is computed.</param>
/// <param name="Value">The number.</param>
/// <param name="How">How it follows from the numbers before it; may be empty.</param>
public sealed record ExplanationStep(string Name, string Value, string How);

/// <summary>The sentences and figures of an explanation, the same on a page and on a terminal.</summary>
public static class ExplanationText
{
    /// <summary>What is forecast, and what moved it, in two sentences.</summary>
    public static string Summary(ForecastExplanation explained)
    {
        var steps = explained.Calibration;
        var believed = steps.Trust > 0
            ? $"which a trust of {FigureText.Number(steps.Trust, 2)} turns into {Logits(steps.Trust * steps.Difference)}"
            : "none of which is believed";
        return $"{explained.Symbol} at {FigureText.NewYork(explained.Minute)} New York: {Probability(explained.Probability)}. "
            + $"The base forecast says {Probability(explained.BaseProbability)}; the chart "
            + $"adds {Logits(steps.Difference)} log-odds, "
            + $"{believed}.";
    }

    /// <summary>The base forecast, step by step.</summary>
    public static IReadOnlyList<ExplanationStep> Base(ForecastExplanation explained)
    {
        var (steps, plan) = (explained.Base, explained.Plan);
        return
        [
            new("minutes left", FigureText.Count(steps.MinutesToExit), "until the plan's exit"),
            new(
                "volatility a minute", FigureText.Percent(steps.VolatilityPerMinute, 4),
                $"{FigureText.Percent(steps.BarVolatility, 4)} a bar x square root of density {Number(steps.Density)}"),
            new(
                "volatility ratio", Number(steps.VolatilityRatio),
                $"to come over now, half hour {steps.HalfHour} of {BaseForecast.HalfHours}"),
            new("deviation left", FigureText.Percent(steps.Deviation, 3), "volatility x ratio x square root of minutes"),
            new(
                "walk's probability", FigureText.Number(steps.WalkProbability, 4),
                $"stop {FigureText.Percent((double)plan.StopLoss)}, target {FigureText.Percent((double)plan.TakeProfit)}, costs "
                + $"{Number((double)plan.CostBps)} bp a side"),
            new("base log-odds", Logits(steps.LogOdds), $"caution {Number(steps.Caution)} x the walk's log-odds"),
        ];
    }

    /// <summary>From score and base to the probability, step by step.</summary>
    public static IReadOnlyList<ExplanationStep> Calibration(ForecastExplanation explained)
    {
        var steps = explained.Calibration;
        return
        [
            new("levelled base", Logits(steps.LevelledBase), $"base log-odds + level {Logits(steps.Level)}"),
            new("base probability", FigureText.Number(steps.BaseProbability, 4), "1 / (1 + exp(-levelled base))"),
            new("difference", Logits(steps.Difference), $"score {Logits(steps.Score)} less levelled base"),
            new("believed", Logits(steps.Trust * steps.Difference), $"trust {FigureText.Number(steps.Trust, 4)} x difference"),
            new("forecast log-odds", Logits(steps.ForecastLogOdds), "levelled base + believed"),
            new("probability", FigureText.Number(steps.Probability, 4), "1 / (1 + exp(-forecast log-odds))"),
        ];
    }

    /// <summary>Which score it would take to cross the threshold, and whether the trees could give it.</summary>
    public static string Needed(ForecastExplanation explained)
    {
        var threshold = explained.Threshold;
        var (place, cross, bound, word) = threshold.IsReached
            ? ("at or above", "fall below", threshold.Scores.Lowest, "at least")
            : ("below", "reach", threshold.Scores.Highest, "at most");
        var where = $"It is {place} the threshold {FigureText.Number(threshold.MinConfidence, 2)}.";
        if (threshold.ScoreNeeded is not { } needed)
            return $"{where} No score could make it {cross} that, because nothing of the trees is believed.";
        return $"{where} To {cross} it, at this base and trust, takes a score of {Logits(needed)} instead of "
            + $"{Logits(explained.Calibration.Score)}; the trees say {word} {Logits(bound)}"
            + (threshold.IsWithinScores ? "." : ", so no score can.");
    }

    /// <summary>Whether one feature alone could do it.</summary>
    public static string Moves(ForecastExplanation explained) =>
        explained.Threshold.Moves.Count(move => move.To is not null) switch
        {
            0 => "No feature could do it alone, the others as they are.",
            1 => "One feature could do it alone, the others as they are:",
            var count => $"{count} features could do it alone, the others as they are:",
        };

    /// <summary>A value to move to, as in <c>above 1.083</c>.</summary>
    public static string Target(FeatureMove move) => move.To switch
    {
        null => FigureText.None,
        { } to when to < move.Value => $"at most {Number(to)}",
        // The next number below is the trees' threshold.
        { } to => $"above {Number(MathF.BitDecrement(to))}",
    };

    /// <summary>Log-odds with a sign and three decimals.</summary>
    public static string Logits(double logits) => FigureText.Number(logits, 3, withPlus: true);

    /// <summary>A probability with three decimals.</summary>
    public static string Probability(double probability) => FigureText.Number(probability, 3);

    /// <summary>A number of any size with four significant digits.</summary>
    public static string Number(double value) =>
        value.ToString("G4", CultureInfo.InvariantCulture).Replace('-', '−');
}
