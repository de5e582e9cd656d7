using Trading.Core.Orders;
using Trading.Simulation.Markets.Synthetic;

namespace Trading.Simulation.Markets;

/// <summary>What a synthetic market hides.</summary>
public enum SyntheticMarketKind
{
    /// <summary>
    /// No direction: prices are a fair coin. But sessions have moods that all symbols share, volatility clusters, and volume
    /// comes in phases, as on recorded bars, so there is much to be fooled by.
    /// </summary>
    Noise,

    /// <summary>Heavy volume announces a rise, light volume a fall.</summary>
    Planted,

    /// <summary>As planted, until a date from which heavy volume announces a fall and light volume a rise.</summary>
    Turning,

    /// <summary>
    /// Hit rates, and no profit: in phases of heavy volume prices rise steadily and, rarely, fall through every stop, so that
    /// they are fair on the average.
    /// </summary>
    Asymmetric,

    /// <summary>
    /// Noise in which one name in fifty is in play in a session: it opens with a gap and on heavy volume, and is planted for the
    /// rest of the session. The others have no rule.
    /// </summary>
    InPlay,

    /// <summary>The same gaps and openings as in play, and no rule at all.</summary>
    InPlayNoise,
}

/// <summary>A synthetic market. The same options give the same bars, to the last cent and share, on every machine.</summary>
public sealed record SyntheticMarketOptions
{
    /// <summary>What the market hides.</summary>
    public required SyntheticMarketKind Kind { get; init; }

    /// <summary>First date (New York).</summary>
    public required LocalDate First { get; init; }

    /// <summary>Last date; a session's bars do not depend on which other sessions there are.</summary>
    public required LocalDate Last { get; init; }

    /// <summary>The trade whose outcome the oracle foretells.</summary>
    public required TradePlan Rules { get; init; }

    /// <summary>Seed of everything random.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Tickers, all of them made up by default.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = MadeUpTickers.Of(10);

    /// <summary>The first date on which volume means the opposite; for <see cref="SyntheticMarketKind.Turning"/> only.</summary>
    public LocalDate? TurnsOn { get; init; }

    /// <summary>
    /// How predictable the market is, as the accuracy at 0.5 of the best possible forecast, expected over the minutes from the
    /// 35th to half an hour before the close of a full session. Noise and asymmetric have no use for it.
    /// </summary>
    public double Strength { get; init; } = 0.80;
}
