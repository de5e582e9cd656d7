using Trading.Core.Features;
using Trading.Core.Market;

namespace Trading.Tests.Core.Features;

/// <summary>
/// The features written a second time, from their definitions and over the whole session anew: slow, and sharing no code with
/// the engine.
/// </summary>
internal static class PlainFeatures
{
    public static double[] Row(Session session, IReadOnlyList<Bar> bars)
    {
        var closes = bars.Select(bar => (double)bar.Close).ToArray();
        var highs = bars.Select(bar => (double)bar.High).ToArray();
        var lows = bars.Select(bar => (double)bar.Low).ToArray();
        var volumes = bars.Select(bar => (double)bar.Volume).ToArray();
        var minutes = bars.Select(bar => (int)(bar.Start - session.Open).TotalMinutes).ToArray();
        var (now, close) = (minutes[^1], closes[^1]);

        var macd = Ema(closes, 12)[14..].Zip(Ema(closes, 26), (fast, slow) => fast - slow).ToArray();
        var signal = Ema(macd, 9)[^1];
        var changes = closes.Skip(1).Zip(closes, (next, previous) => next - previous).ToArray();
        var gain = Smooth([.. changes.Select(change => Math.Max(change, 0))], 14, 1 / 14.0)[^1];
        var loss = Smooth([.. changes.Select(change => Math.Max(-change, 0))], 14, 1 / 14.0)[^1];
        var ranges = highs.Select((high, i) => i == 0
            ? high - lows[i]
            : new[] { high - lows[i], Math.Abs(high - closes[i - 1]), Math.Abs(lows[i] - closes[i - 1]) }.Max()).ToArray();
        var logReturns = closes.Skip(1).Zip(closes, (next, previous) => Math.Log(next / previous)).ToArray();
        var typical = highs.Zip(lows, (high, low) => high + low).Zip(closes, (sum, c) => (sum + c) / 3);
        var (high, low) = (highs.Max(), lows.Min());
        var spread = Deviation(volumes[^20..]);

        double Return(int span) => (close / closes[Array.FindLastIndex(minutes, minute => minute <= now - span)]) - 1;
        double Relative(double volume) => Math.Log((volume + 1) / (volumes.Average() + 1));

        var row = new Dictionary<Feature, double>
        {
            [Feature.Macd] = macd[^1] / close,
            [Feature.MacdSignal] = signal / close,
            [Feature.MacdHistogram] = (macd[^1] - signal) / close,
            [Feature.Rsi] = gain + loss == 0 ? 0.5 : gain / (gain + loss),
            [Feature.Atr] = Smooth(ranges, 14, 1 / 14.0)[^1] / close,
            [Feature.EmaRatio] = (Ema(closes, 9)[^1] / Ema(closes, 21)[^1]) - 1,
            [Feature.FromVwap] = volumes.Sum() == 0 ? 0
                : (close / (typical.Zip(volumes, (p, v) => p * v).Sum() / volumes.Sum())) - 1,
            [Feature.Return1] = Return(1),
            [Feature.Return5] = Return(5),
            [Feature.Return15] = Return(15),
            [Feature.Return30] = Return(30),
            [Feature.Volatility15] = Deviation(logReturns[^15..]),
            [Feature.Volatility30] = Deviation(logReturns[^30..]),
            [Feature.VolumeZScore] = spread == 0 ? 0 : (volumes[^1] - volumes[^20..].Average()) / spread,
            [Feature.RelativeVolume1] = Relative(volumes[^1]),
            [Feature.RelativeVolume5] = Relative(volumes[^5..].Average()),
            [Feature.RelativeVolume15] = Relative(Ema(volumes, 15)[^1]),
            [Feature.VolumeToOpening] = Math.Log((volumes[^5..].Average() + 1) / (volumes[..30].Average() + 1)),
            [Feature.SinceOpen] = (bars[^1].End - session.Open).TotalMinutes / 390,
            [Feature.UntilClose] = (session.Close - bars[^1].End).TotalMinutes / 390,
            [Feature.FromOpen] = (close / (double)bars[0].Open) - 1,
            [Feature.FromHigh] = (close / high) - 1,
            [Feature.FromLow] = (close / low) - 1,
            [Feature.RangePosition] = high == low ? 0.5 : (close - low) / (high - low),
            [Feature.BarRange] = (highs[^1] - lows[^1]) / close,
            [Feature.Density] = minutes.Count(minute => minute > now - 30) / 30.0,
        };
        return [.. FeatureSchema.Names.Select(name => row[Enum.Parse<Feature>(name)])];
    }

    private static double[] Ema(double[] values, int period) => Smooth(values, period, 2.0 / (period + 1));

    private static double[] Smooth(double[] values, int period, double weight)
    {
        var smoothed = new List<double> { values[..period].Average() };
        foreach (var value in values[period..]) smoothed.Add((weight * value) + ((1 - weight) * smoothed[^1]));
        return [.. smoothed];
    }

    private static double Deviation(double[] values) => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));
}
