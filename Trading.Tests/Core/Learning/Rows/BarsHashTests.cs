using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Learning.Rows;

public sealed class BarsHashTests
{
    private static readonly BarSeries A = new("A", [Bar(1, 100m, 103m, 98m, 101m, 7)]);
    private static readonly BarSeries B = new("B", [Flat(1), Flat(2)]);

    [Fact]
    public void It_is_sixteen_hexadecimal_digits_of_the_bars_in_whatever_order_the_symbols_come()
    {
        Assert.Matches("^[0-9a-f]{16}$", BarsHash.Of([A, B]));
        Assert.Equal(BarsHash.Of([A, B]), BarsHash.Of([B, A]));
        Assert.Equal(BarsHash.Of([A]), BarsHash.Of([new BarSeries("A", [Bar(1, 100.0m, 103.00m, 98m, 101m, 7)])]));
    }

    [Fact]
    public void Each_symbol_bar_price_time_and_volume_changes_it()
    {
        var bar = A.Bars[0];
        BarSeries[][] others =
        [
            [], [A], [A, B], [new BarSeries("AA", [bar])], [new BarSeries("A", [])], [B], [new BarSeries("B", [Flat(1)])],
            .. new[]
            {
                bar with { Start = Minute(2) }, bar with { Open = 100.01m }, bar with { High = 103.01m },
                bar with { Low = 98.01m }, bar with { Close = 101.01m }, bar with { Volume = 8 },
            }.Select(changed => new[] { new BarSeries("A", [changed]) }),
        ];
        Assert.Equal(others.Length, others.Select(bars => BarsHash.Of(bars)).Distinct(StringComparer.Ordinal).Count());
    }
}
