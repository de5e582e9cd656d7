using CsCheck;
using Trading.Core.Learning;
using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using Trading.Core.Orders;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Learning.Rows;

public sealed class SeriesLabelsTests
{
    /// <summary>Prices in cents, so that bars often touch a barrier exactly; some minutes have no bar; some plans sell short or
    /// have
    /// a horizon.</summary>
    [Fact]
    public void They_are_the_labels_of_the_triple_barrier() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[0, 3]).Sample((seed, kind) =>
    {
        var plan = new TradePlan(0.01m, 0.01m, 2m, Duration.FromMinutes(5), kind is 1 or 3 ? Duration.FromMinutes(20) : null)
        {
            Side = kind >= 2 ? OrderSide.Sell : OrderSide.Buy,
        };
        var series = Walk(new Random(seed));
        var labels = new SeriesLabels(series, Monday, plan);
        for (var bar = 0; bar < series.Count; bar++)
        {
            Assert.Equal(
                TripleBarrier.Label(series.Bars[(bar + 1)..], series.Bars[bar].End, Monday, plan), labels.After(bar));
        }
    }, iter: 50);

    private static BarSeries Walk(Random random)
    {
        var price = 100m;
        var bars = new List<Bar>();
        for (var minute = 0; minute < 395; minute++)
        {
            var open = price;
            price += random.Next(-30, 31) / 100m;
            if (random.Next(5) == 0) continue;
            bars.Add(Bar(minute, open, Math.Max(open, price), Math.Min(open, price), price));
        }
        return new BarSeries("A", [.. bars]);
    }
}
