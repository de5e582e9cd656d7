using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Simulation.Markets;

namespace Trading.Tests.Simulation.Markets;

public sealed class RecordedMarketTests
{
    private static readonly LocalDate Tuesday = SampleMarkets.Monday.PlusDays(1);

    [Fact]
    public void Each_session_is_read_once_and_only_when_asked_for()
    {
        var reads = new List<LocalDate>();
        var market = new RecordedMarket([Tuesday, SampleMarkets.Monday], date =>
        {
            reads.Add(date);
            return [Series("B", date), Series("A", date)];
        });
        Assert.Equal([SampleMarkets.Monday, Tuesday], market.Sessions);
        Assert.Empty(reads);
        Assert.Equal(["A", "B"], market.Read(Tuesday).Select(s => s.Symbol));
        Assert.Same(market.Read(Tuesday), market.Read(Tuesday));
        Assert.Equal([Tuesday], reads);
        Assert.Null(market.Oracle);
    }

    [Fact]
    public void Only_the_symbols_asked_for_are_replayed()
    {
        var market = new RecordedMarket(
            [Tuesday], date => [Series("A", date), Series("C", date), Series("B", date)], ["C", "B", "D"]);
        Assert.Equal(["B", "C", "D"], market.Symbols);
        Assert.Equal(["B", "C"], market.Read(Tuesday).Select(s => s.Symbol));
    }

    [Fact]
    public void Without_a_choice_the_symbols_are_all_that_were_recorded()
    {
        var market = new RecordedMarket(new Dictionary<LocalDate, IReadOnlyList<BarSeries>>
        {
            [SampleMarkets.Monday] = [Series("B", SampleMarkets.Monday)],
            [Tuesday] = [Series("A", Tuesday), Series("B", Tuesday)],
        });
        Assert.Equal(["A", "B"], market.Symbols);
        Assert.Equal(["B"], market.Read(SampleMarkets.Monday).Select(s => s.Symbol));
    }

    [Fact]
    public void A_date_that_was_not_recorded_has_no_bars() =>
        Assert.Empty(new RecordedMarket([Tuesday], date => [Series("A", date)]).Read(SampleMarkets.Monday));

    [Fact]
    public void A_symbol_recorded_twice_is_a_fault()
    {
        var market = new RecordedMarket([Tuesday], date => [Series("A", date), Series("A", date)]);
        Assert.Contains(
            "A twice", Assert.Throws<InvalidDataException>(() => market.Read(Tuesday)).Message, StringComparison.Ordinal);
    }

    private static BarSeries Series(string symbol, LocalDate date) =>
        new(symbol, [new Bar(ExchangeTime.At(date, new LocalTime(9, 30)), 10, 10, 10, 10, 100)]);
}
