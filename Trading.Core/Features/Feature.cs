namespace Trading.Core.Features;

/// <summary>
/// The features, in row order. None depends on the price's scale, and all come from the current session's bars alone. Averages
/// and indicators count bars; returns and density count minutes of the clock, so that a gap in a sparse feed does not change
/// what they mean. "Fraction" is of one, never percent.
/// </summary>
public enum Feature
{
    /// <summary>MACD (12, 26) over the close, fraction.</summary>
    Macd,

    /// <summary>MACD's signal line (9) over the close, fraction.</summary>
    MacdSignal,

    /// <summary>MACD's histogram over the close, fraction.</summary>
    MacdHistogram,

    /// <summary>RSI (14), from 0 to 1; 0.5 when prices stand still.</summary>
    Rsi,

    /// <summary>ATR (14) over the close, fraction.</summary>
    Atr,

    /// <summary>EMA (9) over EMA (21), minus one.</summary>
    EmaRatio,

    /// <summary>Close over the session's VWAP, minus one; 0 until a bar with volume has arrived.</summary>
    FromVwap,

    /// <summary>Return since the last close at least 1 minute older, fraction.</summary>
    Return1,

    /// <summary>Return since the last close at least 5 minutes older, fraction.</summary>
    Return5,

    /// <summary>Return since the last close at least 15 minutes older, fraction.</summary>
    Return15,

    /// <summary>Return since the last close at least 30 minutes older, fraction.</summary>
    Return30,

    /// <summary>Standard deviation of the last 15 log returns from bar to bar.</summary>
    Volatility15,

    /// <summary>Standard deviation of the last 30 log returns from bar to bar.</summary>
    Volatility30,

    /// <summary>Z-score of the bar's volume among the last 20 bars; 0 when they are all the same.</summary>
    VolumeZScore,

    /// <summary>Logarithm of the bar's volume over the session's mean volume a bar, each plus one share.</summary>
    RelativeVolume1,

    /// <summary>Logarithm of the last 5 bars' mean volume over the session's, each plus one share.</summary>
    RelativeVolume5,

    /// <summary>Logarithm of the volume's EMA (15) over the session's mean volume, each plus one share.</summary>
    RelativeVolume15,

    /// <summary>Logarithm of the last 5 bars' mean volume over that of the session's first 30 bars, each plus one
    /// share.</summary>
    VolumeToOpening,

    /// <summary>Minutes from the open to the bar's end, over 390.</summary>
    SinceOpen,

    /// <summary>Minutes from the bar's end to the close, over 390; a day that closes at 13:00 starts lower.</summary>
    UntilClose,

    /// <summary>Close over the first open of the session, minus one.</summary>
    FromOpen,

    /// <summary>Close over the session's high so far, minus one.</summary>
    FromHigh,

    /// <summary>Close over the session's low so far, minus one.</summary>
    FromLow,

    /// <summary>Where the close lies between the session's low (0) and high (1) so far; 0.5 when they are the same.</summary>
    RangePosition,

    /// <summary>The bar's high minus its low, over the close.</summary>
    BarRange,

    /// <summary>Fraction of the last 30 minutes that had a bar.</summary>
    Density,
}
