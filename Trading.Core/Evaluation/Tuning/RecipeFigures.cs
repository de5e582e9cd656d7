using Trading.Core.Learning.Evidence;
using Trading.Core.Statistics;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>What some sessions of a recipe's record say of it.</summary>
public sealed record RecipeFigures
{
    /// <summary>First session that was forecast (New York date).</summary>
    public required LocalDate First { get; init; }

    /// <summary>Last session that was forecast.</summary>
    public required LocalDate Last { get; init; }

    /// <summary>How many sessions were forecast.</summary>
    public required int Sessions { get; init; }

    /// <summary>The evidence after the last of them.</summary>
    public required EvidencePoint Evidence { get; init; }

    /// <summary>Base forecast's log-loss less the model's, nats, mean over sessions; null below two sessions.</summary>
    public required SessionMean? GainOverBase { get; init; }

    /// <summary>The forecasts at or above the threshold.</summary>
    public required ThresholdRow Signals { get; init; }

    /// <summary>Sharpe ratio of a simple account that takes each signal, a session, not annualised; null when it never
    /// traded.</summary>
    public required double? SharpePerSession { get; init; }

    /// <summary>
    /// Decimal logarithm of the odds that the probabilities beat the base forecast, and a coin, and the record's running rate.
    /// </summary>
    public double ForecastOdds => Math.Min(Evidence.OverBase, Evidence.OverTrivial);

    /// <summary>
    /// Net return of a signal, basis points, mean over sessions less one standard error; 0 without a signal, which earns nothing;
    /// null for signals of a single session, of which no error can be estimated.
    /// </summary>
    public double? SurelyNetBps => Signals.NetBpsASession is { } net ? net.Mean - net.StandardError
        : Signals.Signals == 0 ? 0 : null;

    /// <summary>Whether it has proved that it knows something, as one of several recipes.</summary>
    /// <param name="tried">How many recipes were tried.</param>
    public bool Knows(int tried) => ForecastOdds >= Math.Log10(EvidenceBars.Forecast * tried);
}
