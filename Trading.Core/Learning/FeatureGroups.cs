using Trading.Core.Features;

namespace Trading.Core.Learning;

/// <summary>Kinds of features that a trainer may be given or denied.</summary>
[Flags]
public enum FeatureGroup
{
    /// <summary>Returns, averages and oscillators: where the price has come from.</summary>
    Trend = 1,

    /// <summary>How far prices move.</summary>
    Volatility = 2,

    /// <summary>How much is traded, and how often.</summary>
    Volume = 4,

    /// <summary>The time of day.</summary>
    Clock = 8,

    /// <summary>Where the price stands in the day's range and to its VWAP.</summary>
    Range = 16,

    /// <summary>All of them.</summary>
    All = Trend | Volatility | Volume | Clock | Range,
}

/// <summary>Which feature belongs to which group.</summary>
public static class FeatureGroups
{
    /// <summary>The group of a feature.</summary>
    public static FeatureGroup Of(Feature feature) => feature switch
    {
        Feature.Macd or Feature.MacdSignal or Feature.MacdHistogram or Feature.Rsi or Feature.EmaRatio
            or Feature.Return1 or Feature.Return5 or Feature.Return15 or Feature.Return30 => FeatureGroup.Trend,
        Feature.Atr or Feature.Volatility15 or Feature.Volatility30 or Feature.BarRange => FeatureGroup.Volatility,
        Feature.VolumeZScore or Feature.RelativeVolume1 or Feature.RelativeVolume5 or Feature.RelativeVolume15
            or Feature.VolumeToOpening or Feature.Density => FeatureGroup.Volume,
        Feature.SinceOpen or Feature.UntilClose => FeatureGroup.Clock,
        Feature.FromVwap or Feature.FromOpen or Feature.FromHigh or Feature.FromLow or Feature.RangePosition =>
            FeatureGroup.Range,
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, "This feature has no group."),
    };

    /// <summary>The names of the features of some groups, in schema order.</summary>
    public static IReadOnlyList<string> FeaturesOf(FeatureGroup groups) =>
        [.. Enum.GetValues<Feature>().Where(feature => groups.HasFlag(Of(feature))).Select(feature => feature.ToString())];
}
