using Trading.Cli.Output;
using Trading.Core.Indicators;

namespace Trading.Tests.Core.Indicators;

public class IndicatorGoldenTests
{
    private static readonly double[] High = Golden.Column("high");
    private static readonly double[] Low = Golden.Column("low");
    private static readonly double[] Close = Golden.Column("close");
    private static readonly double[] Volume = Golden.Column("volume");

    [Fact]
    public void Ema_agrees_with_another_package()
    {
        var ema = new Ema(9);
        Golden.AssertColumn("ema9", Fold(i => ema.Add(Close[i]), () => ema.Value));
    }

    [Fact]
    public void Macd_agrees_with_another_package()
    {
        var (value, signal, histogram) = (new Macd(), new Macd(), new Macd());
        Golden.AssertColumn("macd", Fold(i => value.Add(Close[i]), () => value.Value));
        Golden.AssertColumn("signal", Fold(i => signal.Add(Close[i]), () => signal.Signal));
        Golden.AssertColumn("histogram", Fold(i => histogram.Add(Close[i]), () => histogram.Histogram));
    }

    [Fact]
    public void Rsi_agrees_with_another_package()
    {
        var rsi = new Rsi();
        Golden.AssertColumn("rsi14", Fold(i => rsi.Add(Close[i]), () => rsi.IsReady ? 100 * rsi.Value : double.NaN));
    }

    [Fact]
    public void Atr_agrees_with_another_package()
    {
        var atr = new Atr();
        Golden.AssertColumn("atr14", Fold(i => atr.Add(High[i], Low[i], Close[i]), () => atr.Value));
    }

    [Fact]
    public void Vwap_agrees_with_another_package_over_bars_without_volume_too()
    {
        var vwap = new SessionVwap();
        Assert.Contains(0, Volume);
        Golden.AssertColumn("vwap", Fold(i => vwap.Add(High[i], Low[i], Close[i], Volume[i]), () => vwap.Value));
    }

    [Fact]
    public void Standard_deviation_agrees_with_another_package()
    {
        var window = new RollingWindow(20);
        Golden.AssertColumn("sd20", Fold(i => window.Add(Close[i]), () => window.StandardDeviation()));
    }

    private static double[] Fold(Action<int> add, Func<double> value)
    {
        var values = new double[Close.Length];
        for (var i = 0; i < values.Length; i++)
        {
            add(i);
            values[i] = value();
        }
        return values;
    }
}
