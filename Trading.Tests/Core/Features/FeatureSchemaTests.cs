using Trading.Cli.Output;
using Trading.Core.Features;
using Trading.Core.Indicators;

namespace Trading.Tests.Core.Features;

public class FeatureSchemaTests
{
    [Fact]
    public void Version_1_has_these_features_in_this_order()
    {
        Assert.Equal(1, FeatureSchema.Version);
        Assert.Equal(
            "Macd MacdSignal MacdHistogram Rsi Atr EmaRatio FromVwap Return1 Return5 Return15 Return30 Volatility15 Volatility30 "
            + "VolumeZScore RelativeVolume1 RelativeVolume5 RelativeVolume15 VolumeToOpening SinceOpen UntilClose FromOpen "
                + "FromHigh FromLow "
            + "RangePosition BarRange Density",
            string.Join(' ', FeatureSchema.Names));
        Assert.Equal(26, FeatureSchema.Count);
    }

    [Fact]
    public void A_name_stands_where_its_feature_is_written() =>
        Assert.All(Enum.GetValues<Feature>(), feature => Assert.Equal(feature.ToString(), FeatureSchema.Names[(int)feature]));

    [Fact]
    public void A_row_takes_34_bars_which_the_signal_line_of_macd_decides()
    {
        Assert.Equal(34, FeatureSchema.WarmUpBars);
        Assert.Equal(34, new Macd(12, 26, 9).WarmUpBars);
        Assert.All(
            [
                new Rsi(14).WarmUpBars, new Atr(14).WarmUpBars, new Ema(9).WarmUpBars, new Ema(21).WarmUpBars,
                    new RollingVolatility(15).WarmUpBars,
                new RollingVolatility(30).WarmUpBars, new VolumeZScore(20).WarmUpBars, new RelativeVolume(5, 15).WarmUpBars,
                    RollingReturn.WarmUpBars(30),
            ],
            bars => Assert.InRange(bars, 1, 33));
    }

    public static TheoryData<string, Func<(int WarmUp, Func<double, bool> Takes)>> Indicators => new()
    {
        { "Ema", () => { var i = new Ema(9); return (i.WarmUpBars, v => { i.Add(v); return i.IsReady; }); } },
        { "Wilder", () => { var i = Ema.Wilder(7); return (i.WarmUpBars, v => { i.Add(v); return i.IsReady; }); } },
        { "Macd", () => { var i = new Macd(3, 8, 4); return (i.WarmUpBars, v => { i.Add(v); return i.IsReady; }); } },
        { "Rsi", () => { var i = new Rsi(14); return (i.WarmUpBars, v => { i.Add(v); return i.IsReady; }); } },
        { "Atr", () => { var i = new Atr(14); return (i.WarmUpBars, v => { i.Add(v + 1, v - 1, v); return i.IsReady; }); } },
        { "RollingWindow", () => { var i = new RollingWindow(6); return (i.WarmUpBars, v => { i.Add(v); return i.IsReady; }); } },
        { "RollingVolatility", () =>
            { var i = new RollingVolatility(15); return (i.WarmUpBars, v => { i.Add(v); return i.IsReady; }); } },
        { "VolumeZScore", () => { var i = new VolumeZScore(20); return (i.WarmUpBars, v => { i.Add(v); return i.IsReady; }); } },
        { "RelativeVolume", () =>
            { var i = new RelativeVolume(5, 15, 12); return (i.WarmUpBars, v => { i.Add(v); return i.IsReady; }); } },
        { "RollingReturn", () =>
            { var (i, minute) = (new RollingReturn(), 0); return (
            RollingReturn.WarmUpBars(30), v => { i.Add(minute++, v); return !double.IsNaN(i.Over(30)); }); } },
    };

    [Theory]
    [MemberData(nameof(Indicators), DisableDiscoveryEnumeration = true)]
    public void An_indicator_is_ready_exactly_when_its_warm_up_ends(
        string name, Func<(int WarmUp, Func<double, bool> Takes)> create)
    {
        var (warmUp, takes) = create();
        Assert.All(Enumerable.Range(1, 60), bar => Assert.True(takes(100 + (bar % 7)) == bar >= warmUp, $"{name} at bar {bar}"));
    }
}
