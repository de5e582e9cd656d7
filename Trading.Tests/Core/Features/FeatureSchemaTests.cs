using Trading.Cli.Output;
using Trading.Core.Features;

namespace Trading.Tests.Core.Features;

public class FeatureSchemaTests
{
    [Fact]
    public void Version_1_has_these_features_in_this_order()
    {
        Assert.Equal(1, FeatureSchema.Version);
        Assert.Equal(
            "Macd MacdSignal MacdHistogram Rsi Atr EmaRatio FromVwap Return1 Return5 Return15 Return30 Volatility15 Volatility30 "
            + "VolumeZScore RelativeVolume1 RelativeVolume5 RelativeVolume15 VolumeToOpening SinceOpen UntilClose FromOpen FromHigh FromLow "
            + "RangePosition BarRange Density",
            string.Join(' ', FeatureSchema.Names));
        Assert.Equal(26, FeatureSchema.Count);
    }

    [Fact]
    public void A_name_stands_where_its_feature_is_written() =>
        Assert.All(Enum.GetValues<Feature>(), feature => Assert.Equal(feature.ToString(), FeatureSchema.Names[(int)feature]));
}
