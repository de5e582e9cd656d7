using Trading.Core.Features;
using Trading.Core.Learning.Rows;

namespace Trading.Tests.Core.Learning.Rows;

/// <summary>Labelled rows put together by hand, of one symbol.</summary>
internal static class MadeUpRows
{
    /// <summary>A row's features, all zero but the ones that the base forecast reads.</summary>
    /// <param name="volatility">Standard deviation of the last 30 log returns from bar to bar.</param>
    /// <param name="minute">Minutes from the open.</param>
    /// <param name="density">Fraction of the last 30 minutes that had a bar.</param>
    public static float[] Features(double volatility, int minute, double density = 1)
    {
        var features = new float[FeatureSchema.Count];
        features[(int)Feature.Volatility30] = (float)volatility;
        features[(int)Feature.Density] = (float)density;
        features[(int)Feature.SinceOpen] = minute / 390f;
        return features;
    }

    /// <summary>A session whose volatility to come is a multiple of the volatility of the last half hour.</summary>
    /// <param name="rows">Minute of each row, and the multiple.</param>
    public static LabelledRows Session(params (int Minute, double Ratio)[] rows)
    {
        const double volatility = 0.001;
        return new LabelledRows
        {
            Session = Days.Monday.Date,
            Open = Days.Monday.Open,
            Minutes = 390,
            MinutesBetween = 1,
            Symbols = ["X"],
            BarsHash = "0123456789abcdef",
            Symbol = new short[rows.Length],
            Minute = [.. rows.Select(r => (short)r.Minute)],
            MinutesToExit = [.. rows.Select(r => (short)(385 - r.Minute))],
            EndMinute = [.. rows.Select(_ => (short)385)],
            Profit = new bool[rows.Length],
            NetReturn = new float[rows.Length],
            RemainingVariance = [.. rows.Select(r => (float)(Math.Pow(volatility * r.Ratio, 2) * (385 - r.Minute)))],
            AllFeatures = [.. rows.SelectMany(r => Features(volatility, r.Minute))],
        };
    }
}
