using Trading.Core.Features;
using Trading.Core.Learning.Rows;
using Trading.Core.Orders;

namespace Trading.Core.Learning.Base;

/// <summary>
/// The best that can be said of a trade without looking at the chart's direction: how often a walk without drift ends in profit,
/// given the time that is left and the symbol's volatility of the last half hour. What it learns is the day's shape of
/// volatility, which is known after a few sessions; it learns no rates, which are not known after hundreds, because a session's
/// rows share one mood. Safe for concurrent use.
/// </summary>
public sealed class BaseForecast
{
    /// <summary>
    /// Share of the walk's log-odds that is claimed where a profit is the likelier end. The walk knows neither drift nor the
    /// tails of returns, and where it is far from one half it says too much: docs/learning.md has the measurements.
    /// </summary>
    public const double CautionAbove = 0.7;

    /// <summary>
    /// Share of the walk's log-odds that is claimed where a loss is the likelier end. No trade depends on it, and the mood of a
    /// few weeks decides whether trades of the last hours fail as often as costs make a walk fail.
    /// </summary>
    public const double CautionBelow = 0.5;

    /// <summary>Half hours of a session whose volatility is told apart.</summary>
    public const int HalfHours = 13;

    private const double FewestSessions = 2;
    private const double SmallestVolatility = 1e-6;
    private readonly DriftlessWalk walk;
    private readonly double[] profile;

    /// <summary>Restores a forecast.</summary>
    /// <param name="plan">The trade.</param>
    /// <param name="volatilityProfile">
    /// For each half hour of the session, the volatility that is still to come until the exit, over the volatility of the last
    /// half hour.
    /// </param>
    /// <exception cref="ArgumentException">The profile has not <see cref="HalfHours"/> positive values.</exception>
    public BaseForecast(TradePlan plan, IReadOnlyList<double> volatilityProfile)
    {
        if (volatilityProfile.Count != HalfHours || volatilityProfile.Any(ratio => !(ratio > 0 && double.IsFinite(ratio))))
            throw new ArgumentException($"A volatility profile has {HalfHours} positive values.", nameof(volatilityProfile));
        Plan = plan;
        walk = DriftlessWalk.Of(plan);
        profile = [.. volatilityProfile];
    }

    /// <summary>The volatility to come over the volatility of the last half hour, by the session's half hour.</summary>
    public IReadOnlyList<double> VolatilityProfile => profile;

    /// <summary>
    /// Learns the profile: the mean logarithm of the ratio in each half hour, every session counted once and two sessions at a
    /// ratio of one added.
    /// </summary>
    /// <param name="plan">The trade.</param>
    /// <param name="sessions">Sessions of labelled rows; with none the profile is flat.</param>
    public static BaseForecast Learn(TradePlan plan, IEnumerable<LabelledRows> sessions)
    {
        var (sums, counts) = (new double[HalfHours], new double[HalfHours]);
        foreach (var session in sessions)
        {
            var (sum, count) = (new double[HalfHours], new int[HalfHours]);
            for (var i = 0; i < session.Count; i++)
            {
                var row = session.Features(i);
                var expected = VolatilityPerMinute(row) * Math.Sqrt(Math.Max(1, (int)session.MinutesToExit[i]));
                var came = Math.Sqrt(session.RemainingVariance[i]);
                if (!(came > 0) || expected <= SmallestVolatility) continue;
                sum[HalfHourOf(row)] += Math.Log(came / expected);
                count[HalfHourOf(row)]++;
            }
            for (var h = 0; h < HalfHours; h++)
            {
                if (count[h] == 0) continue;
                sums[h] += sum[h] / count[h];
                counts[h]++;
            }
        }
        return new BaseForecast(plan, [.. sums.Select((sum, h) => Math.Exp(sum / (counts[h] + FewestSessions)))]);
    }

    /// <summary>The trade that it forecasts.</summary>
    public TradePlan Plan { get; }

    /// <summary>Natural log-odds of a profit.</summary>
    /// <param name="features">A feature row.</param>
    /// <param name="minutesToExit">Whole minutes from the decision to the plan's exit.</param>
    public double LogOdds(ReadOnlySpan<float> features, int minutesToExit) => Explain(features, minutesToExit).LogOdds;

    /// <summary>How the log-odds come about.</summary>
    /// <param name="features">A feature row.</param>
    /// <param name="minutesToExit">Whole minutes from the decision to the plan's exit.</param>
    public BaseForecastSteps Explain(ReadOnlySpan<float> features, int minutesToExit)
    {
        var halfHour = HalfHourOf(features);
        var steps = new BaseForecastSteps
        {
            MinutesToExit = Math.Max(1, minutesToExit),
            BarVolatility = features[(int)Feature.Volatility30],
            Density = features[(int)Feature.Density],
            HalfHour = halfHour + 1,
            VolatilityRatio = profile[halfHour],
        };
        var probability = walk.ProfitProbability(steps.Deviation);
        return steps with { WalkProbability = probability, Caution = CautionOf(probability) };
    }

    /// <summary>Share of the walk's log-odds that is claimed.</summary>
    /// <param name="walk">The walk's probability.</param>
    public static double CautionOf(double walk) => walk < 0.5 ? CautionBelow : CautionAbove;

    private static double VolatilityPerMinute(ReadOnlySpan<float> features) =>
        BaseForecastSteps.PerMinute(features[(int)Feature.Volatility30], features[(int)Feature.Density]);

    private static int HalfHourOf(ReadOnlySpan<float> features) =>
        Math.Clamp((int)(features[(int)Feature.SinceOpen] * HalfHours), 0, HalfHours - 1);
}
