using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Core.Settings;
using Trading.Simulation.Markets;
using Trading.Tests.Core.Market;

namespace Trading.Tests.Simulation.Backtest;

/// <summary>
/// The laws of a backtest on recorded bars: four symbols, dense and sparse, over the daylight-saving change, an early close
/// and a split. The model may trade unproven, and its target is so near that most trades reach it, so that there is something to
/// compare.
/// </summary>
public sealed class RecordedBacktestTests
{
    private static readonly LocalDate First = new(2025, 11, 26);
    private static readonly LocalDate Last = new(2025, 12, 1);

    private static readonly TradingSettings Settings = new()
    {
        Symbols = ["COIN", "IONQ", "NFLX", "SPY"],
        Risk = new RiskLimits { MinConfidence = 0.5, TakeProfit = 0.005m },
        Learning = new LearningSettings { TrainingDays = 20, ModelType = ModelType.LightGbm, Promotion = Promotion.Always },
    };

    [Fact]
    public async Task Recorded_days_trade_the_same_twice_inside_a_longer_range_and_with_a_truncated_future()
    {
        var tape = Tape(new LocalDate(2025, 10, 30), new LocalDate(2025, 12, 3));
        var (result, _) = await SmallMarket.RunAsync(tape, First, Last, Settings);
        Assert.Empty(result.Summary.Violations);
        Assert.True(result.Summary.FlatAtEveryClose);
        Assert.NotEmpty(result.Trades);

        var (again, _) = await SmallMarket.RunAsync(tape, First, Last, Settings);
        Assert.Equal(result.Trades, again.Trades);

        var (longer, _) = await SmallMarket.RunAsync(tape, First.PlusDays(-2), Last.PlusDays(2), Settings);
        Assert.Equal(result.Trades, longer.Trades.Where(t => t.Session >= First && t.Session <= Last));

        var cut = ExchangeTime.At(Last, new LocalTime(12, 0));
        var (truncated, _) = await SmallMarket.RunAsync(new TruncatedTape(tape, cut), First, Last, Settings);
        Assert.Equal(
            result.Trades.Where(t => t.ExitAt < cut), truncated.Trades.Where(t => t.ExitAt < cut));
        Assert.Equal(
            result.Trades.Where(t => t.EntryAt < cut).Select(t => t.EntryId),
            truncated.Trades.Where(t => t.EntryAt < cut).Select(t => t.EntryId));
    }

    private static RecordedMarket Tape(LocalDate first, LocalDate last)
    {
        var bars = Settings.Symbols
            .SelectMany(symbol =>
                RecordedBars.Read(symbol).GroupBy(b => b.Start.InNewYork().Date).Select(
                day => (day.Key, Series: new BarSeries(symbol, [.. day]))))
            .Where(day => day.Key >= first && day.Key <= last)
            .GroupBy(day => day.Key, day => day.Series)
            .ToDictionary(day => day.Key, day => (IReadOnlyList<BarSeries>)[.. day]);
        return new RecordedMarket(bars);
    }
}
