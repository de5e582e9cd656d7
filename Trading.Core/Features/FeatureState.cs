using System.Runtime.InteropServices;
using Trading.Core.Indicators;

namespace Trading.Core.Features;

/// <summary>
/// All that a symbol's feature rows depend on after some bars of a session: every indicator with its latest values, one block of
/// bytes without references. A copy goes on exactly as the original does. <c>default</c> is not a state; <c>new()</c> is one
/// before the first bar.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FeatureState
{
    private const double FullSessionMinutes = 390;
    private const int LongestReturn = 30;

    private Macd macd = new(12, 26, 9);
    private Rsi rsi = new(14);
    private Atr atr = new(14);
    private Ema shortEma = new(9);
    private Ema longEma = new(21);
    private SessionVwap vwap;
    private RollingReturn returns = new();
    private RollingVolatility volatility = new(30);
    private VolumeZScore volumeZScore = new(20);
    private RelativeVolume relativeVolume = new(5, 15, 30);
    private BarDensity density = new(30);
    private DayRange day = new();
    private double barRange;
    private double close;
    private int minute = -1;
    private int bars;

    /// <summary>A session without a bar.</summary>
    public FeatureState() { }

    /// <summary>The newest bar's minute, counted from the open; -1 before the first.</summary>
    public readonly int Minute => minute;

    /// <summary>How many bars it has taken.</summary>
    public readonly int Bars => bars;

    /// <summary>Whether a row is defined.</summary>
    public readonly bool IsReady => bars >= FeatureSchema.WarmUpBars;

    /// <summary>How many bars of a session it takes until a row is defined: the longest warm-up of its indicators.</summary>
    public readonly int WarmUpBars => new[]
    {
        macd.WarmUpBars,
        rsi.WarmUpBars,
        atr.WarmUpBars,
        shortEma.WarmUpBars,
        longEma.WarmUpBars,
        RollingReturn.WarmUpBars(LongestReturn),
        volatility.WarmUpBars,
        volumeZScore.WarmUpBars,
        relativeVolume.WarmUpBars,
    }.Max();

    /// <summary>Takes the next bar, which must have no error.</summary>
    /// <param name="minute">Its minute, counted from the open, later than <see cref="Minute"/>.</param>
    /// <param name="bar">The bar.</param>
    public void Add(int minute, in Market.Bar bar)
    {
        var (open, high, low) = ((double)bar.Open, (double)bar.High, (double)bar.Low);
        close = (double)bar.Close;
        barRange = high - low;
        this.minute = minute;
        bars++;
        macd.Add(close);
        rsi.Add(close);
        atr.Add(high, low, close);
        shortEma.Add(close);
        longEma.Add(close);
        vwap.Add(high, low, close, bar.Volume);
        returns.Add(minute, close);
        volatility.Add(close);
        volumeZScore.Add(bar.Volume);
        relativeVolume.Add(bar.Volume);
        density.Add(minute);
        day.Add(open, high, low, close);
    }

    /// <summary>Writes the row after the newest bar; only when <see cref="IsReady"/>.</summary>
    /// <param name="row">Receives <see cref="FeatureSchema.Count"/> finite numbers.</param>
    /// <param name="sessionMinutes">Length of the session.</param>
    public readonly void Write(Span<float> row, int sessionMinutes)
    {
        Set(row, Feature.Macd, macd.Value / close);
        Set(row, Feature.MacdSignal, macd.Signal / close);
        Set(row, Feature.MacdHistogram, macd.Histogram / close);
        Set(row, Feature.Rsi, rsi.Value);
        Set(row, Feature.Atr, atr.Value / close);
        Set(row, Feature.EmaRatio, (shortEma.Value / longEma.Value) - 1);
        Set(row, Feature.FromVwap, vwap.IsReady ? (close / vwap.Value) - 1 : 0);
        Set(row, Feature.Return1, returns.Over(1));
        Set(row, Feature.Return5, returns.Over(5));
        Set(row, Feature.Return15, returns.Over(15));
        Set(row, Feature.Return30, returns.Over(LongestReturn));
        Set(row, Feature.Volatility15, volatility.Over(15));
        Set(row, Feature.Volatility30, volatility.Value);
        Set(row, Feature.VolumeZScore, volumeZScore.Value);
        Set(row, Feature.RelativeVolume1, relativeVolume.Newest);
        Set(row, Feature.RelativeVolume5, relativeVolume.Fast);
        Set(row, Feature.RelativeVolume15, relativeVolume.Slow);
        Set(row, Feature.VolumeToOpening, relativeVolume.FastToOpening);
        Set(row, Feature.SinceOpen, (minute + 1) / FullSessionMinutes);
        Set(row, Feature.UntilClose, (sessionMinutes - minute - 1) / FullSessionMinutes);
        Set(row, Feature.FromOpen, day.FromOpen);
        Set(row, Feature.FromHigh, day.FromHigh);
        Set(row, Feature.FromLow, day.FromLow);
        Set(row, Feature.RangePosition, day.Position);
        Set(row, Feature.BarRange, barRange / close);
        Set(row, Feature.Density, density.Value);
    }

    // Prices 38 orders of magnitude apart give values outside the range of float; every value of a row must be finite.
    private static void Set(Span<float> row, Feature feature, double value) =>
        row[(int)feature] = (float)Math.Clamp(value, float.MinValue, float.MaxValue);
}
