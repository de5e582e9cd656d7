using Trading.Core.Indicators;
using Trading.Core.Market;

namespace Trading.Core.Features;

/// <summary>
/// Turns one symbol's bars into feature rows, one row for each bar. Its state comes from the current session's
/// bars, so a row does not depend on where the data begins, and a restart needs only today's bars. Each bar costs the same and
/// allocates nothing. Not safe for use by several threads at once.
/// </summary>
public sealed class FeatureEngine
{
    private const double FullSessionMinutes = 390;
    private const int LongestReturn = 30;

    private readonly Macd macd = new(12, 26, 9);
    private readonly Rsi rsi = new(14);
    private readonly Atr atr = new(14);
    private readonly Ema shortEma = new(9);
    private readonly Ema longEma = new(21);
    private readonly SessionVwap vwap = new();
    private readonly RollingReturn returns = new();
    private readonly RollingVolatility volatility15 = new(15);
    private readonly RollingVolatility volatility30 = new(30);
    private readonly VolumeZScore volumeZScore = new(20);
    private readonly RelativeVolume relativeVolume = new(5, 15);
    private readonly BarDensity density = new(30);
    private readonly DayRange day = new();
    private Session? session;
    private Instant previous;
    private int bars;

    /// <summary>How many bars of a session it takes until a row is defined: the longest warm-up of its indicators.</summary>
    internal int WarmUpBars => new[]
    {
        macd.WarmUpBars,
        rsi.WarmUpBars,
        atr.WarmUpBars,
        shortEma.WarmUpBars,
        longEma.WarmUpBars,
        RollingReturn.WarmUpBars(LongestReturn),
        volatility15.WarmUpBars,
        volatility30.WarmUpBars,
        volumeZScore.WarmUpBars,
        relativeVolume.WarmUpBars,
    }.Max();

    /// <summary>Forgets everything and begins a session.</summary>
    public void StartSession(Session session)
    {
        this.session = session;
        previous = Instant.MinValue;
        bars = 0;
        macd.Reset();
        rsi.Reset();
        atr.Reset();
        shortEma.Reset();
        longEma.Reset();
        vwap.Reset();
        returns.Reset(session.Minutes);
        volatility15.Reset();
        volatility30.Reset();
        volumeZScore.Reset();
        relativeVolume.Reset();
        density.Reset();
        day.Reset();
    }

    /// <summary>
    /// Takes the next bar. Writes the row into <paramref name="row"/> (length <see cref="FeatureSchema.Count"/>) and returns
    /// true when every feature is defined, from bar <see cref="FeatureSchema.WarmUpBars"/> of the session on; returns false
    /// while the indicators warm up, or when the bar lies outside regular hours, which does not change the engine. A row that
    /// is written holds only finite values. When it throws, the engine stays as it was.
    /// </summary>
    /// <exception cref="InvalidOperationException">No session was started, or the bar is not after the one before it.</exception>
    /// <exception cref="ArgumentException">The bar has an <see cref="Bar.Error"/>, or the row has the wrong length.</exception>
    public bool TryAdd(in Bar bar, Span<float> row)
    {
        if (session is null) throw new InvalidOperationException("Call StartSession before the first bar.");
        if (row.Length != FeatureSchema.Count)
            throw new ArgumentException(
                $"The row has room for {row.Length} features, the schema has {FeatureSchema.Count}.", nameof(row));
        if (!session.Contains(bar.Start)) return false;
        if (bar.Start <= previous)
            throw new InvalidOperationException(
                $"The bar of {bar.Start} came after that of {previous}; bars must come in time order, each once.");
        if (bar.Error() is { } error) throw new ArgumentException(
            $"The bar of {bar.Start} cannot be used: {error}.", nameof(bar));

        previous = bar.Start;
        var minute = session.MinuteOf(bar.Start);
        var (open, high, low, close) = ((double)bar.Open, (double)bar.High, (double)bar.Low, (double)bar.Close);
        Update(minute, open, high, low, close, bar.Volume);
        if (++bars < FeatureSchema.WarmUpBars) return false;
        Write(row, minute, high - low, close);
        return true;
    }

    private void Update(int minute, double open, double high, double low, double close, double volume)
    {
        macd.Add(close);
        rsi.Add(close);
        atr.Add(high, low, close);
        shortEma.Add(close);
        longEma.Add(close);
        vwap.Add(high, low, close, volume);
        returns.Add(minute, close);
        volatility15.Add(close);
        volatility30.Add(close);
        volumeZScore.Add(volume);
        relativeVolume.Add(volume);
        density.Add(minute);
        day.Add(open, high, low, close);
    }

    private void Write(Span<float> row, int minute, double barRange, double close)
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
        Set(row, Feature.Volatility15, volatility15.Value);
        Set(row, Feature.Volatility30, volatility30.Value);
        Set(row, Feature.VolumeZScore, volumeZScore.Value);
        Set(row, Feature.RelativeVolume1, relativeVolume.Newest);
        Set(row, Feature.RelativeVolume5, relativeVolume.Fast);
        Set(row, Feature.RelativeVolume15, relativeVolume.Slow);
        Set(row, Feature.VolumeToOpening, relativeVolume.FastToOpening);
        Set(row, Feature.SinceOpen, (minute + 1) / FullSessionMinutes);
        Set(row, Feature.UntilClose, (session!.Minutes - minute - 1) / FullSessionMinutes);
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
