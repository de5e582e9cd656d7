using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Indicators;

namespace Trading.Tests.Core.Indicators;

public class RollingWindowTests
{
    private static readonly Gen<double[]> Values = Gen.Double[-1e3, 1e3].Array[0, 200];

    [Fact]
    public void Mean_and_spread_are_those_of_the_last_values() =>
        Gen.Select(Values, Gen.Int[1, 40]).Sample((values, length) =>
        {
            var window = new RollingWindow(length);
            for (var i = 0; i < values.Length; i++)
            {
                window.Add(values[i]);
                Assert.Equal(i + 1 >= length, window.IsReady);
                if (!window.IsReady)
                {
                    Assert.True(double.IsNaN(window.Mean) && double.IsNaN(window.StandardDeviation()));
                    continue;
                }
                var last = values[(i + 1 - length)..(i + 1)];
                var mean = last.Average();
                Assert.Equal(mean, window.Mean, 1e-9);
                Assert.Equal(Math.Sqrt(last.Average(value => (value - mean) * (value - mean))), window.StandardDeviation(), 1e-9);
            }
        });

    [Fact]
    public void Nothing_is_left_over_of_an_outlier_that_has_gone()
    {
        var window = new RollingWindow(20);
        window.Add(1e15);
        for (var i = 0; i < 20; i++) window.Add(0.25);

        Assert.Equal(0.25, window.Mean);
        Assert.Equal(0, window.StandardDeviation());
    }

    [Fact]
    public void The_same_window_gives_the_same_bits_whatever_went_before() =>
        Gen.Select(Values, Gen.Double[-1e3, 1e3].Array[20]).Sample((before, last) =>
        {
            var (seasoned, fresh) = (new RollingWindow(20), new RollingWindow(20));
            foreach (var value in before) seasoned.Add(value);
            foreach (var value in last)
            {
                seasoned.Add(value);
                fresh.Add(value);
            }
            Assert.Equal(BitConverter.DoubleToInt64Bits(fresh.Mean), BitConverter.DoubleToInt64Bits(seasoned.Mean));
            Assert.Equal(
                BitConverter.DoubleToInt64Bits(fresh.StandardDeviation()),
                    BitConverter.DoubleToInt64Bits(seasoned.StandardDeviation()));
        });
}
