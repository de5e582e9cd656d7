using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Simulation.Markets;

namespace Trading.Tests.Simulation.Markets;

public sealed class TruncatedTapeTests
{
    private static readonly SyntheticMarket Market = SampleMarkets.Market(SyntheticMarketKind.Planted, sessions: 3);
    private static readonly LocalDate Second = Market.Sessions[1];

    [Fact]
    public void The_bar_that_starts_at_the_cut_is_the_first_that_is_gone()
    {
        var cut = ExchangeTime.At(Second, new LocalTime(11, 0));
        var tape = new TruncatedTape(Market, cut);
        Assert.Equal(Market.Sessions.Take(2), tape.Sessions);
        Assert.Equal(Market.Symbols, tape.Symbols);
        foreach (var (whole, part) in Market.Read(Second).Zip(tape.Read(Second)))
        {
            Assert.Equal(whole.Symbol, part.Symbol);
            Assert.Equal(whole.Bars[..90], part.Bars);
            Assert.Equal(cut, part.Bars[^1].End);
        }
    }

    [Fact]
    public void Sessions_before_the_cut_are_whole_and_those_after_it_are_empty()
    {
        var tape = new TruncatedTape(Market, ExchangeTime.At(Second, new LocalTime(11, 0)));
        Assert.All(tape.Read(Market.Sessions[0]), series => Assert.Equal(390, series.Count));
        Assert.All(tape.Read(Market.Sessions[2]), series => Assert.Equal(0, series.Count));
    }
}
