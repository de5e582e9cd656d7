using NodaTime.Testing;
using Trading.Cli.Output;
using Trading.Core.Collecting;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Collecting;

public sealed class BarCollectorTests
{
    private readonly InMemoryBarArchive archive = new();

    [Fact]
    public async Task A_broken_bar_is_left_out_and_told_and_the_session_is_stored()
    {
        var collected = await CollectAsync(["SPY"], new BarSeries("SPY", [Flat(0), Flat(1) with { Low = -1 }, Flat(2)]));
        Assert.Equal(1, collected.Sessions);
        Assert.Contains("1 broken bars of SPY", Assert.Single(collected.Errors), StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(await ReadAsync()).Count);
    }

    [Fact]
    public async Task A_symbol_that_the_stored_session_lacks_is_fetched_and_the_others_are_kept()
    {
        await archive.WriteAsync(Monday.Date, [new BarSeries("SPY", [Flat(0)])], TestContext.Current.CancellationToken);
        var collected = await CollectAsync(["QQQ", "SPY"], new BarSeries("QQQ", [Flat(5)]));
        Assert.Equal(1, collected.Sessions);
        Assert.Equal(["QQQ", "SPY"], (await ReadAsync()).Select(s => s.Symbol));
    }

    [Fact]
    public async Task A_complete_session_is_not_asked_for_again()
    {
        await archive.WriteAsync(Monday.Date, [new BarSeries("SPY", [Flat(0)])], TestContext.Current.CancellationToken);
        Assert.Equal(0, (await CollectAsync(["SPY"])).Sessions);
    }

    [Fact]
    public async Task A_session_that_cannot_be_fetched_is_told_and_left_for_the_next_night()
    {
        var collected = await CollectAsync(["SPY"]);
        Assert.Equal(0, collected.Sessions);
        Assert.Contains("2025-11-03", Assert.Single(collected.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_of_which_only_extended_hours_are_stored_is_asked_for_and_keeps_them()
    {
        await archive.WriteAsync(Monday.Date, [new BarSeries("SPY", [Flat(395)])], TestContext.Current.CancellationToken);

        Assert.Equal(1, (await CollectAsync(["SPY"], new BarSeries("SPY", [Flat(0), Flat(1)]))).Sessions);

        Assert.Equal([Flat(0), Flat(1), Flat(395)], Assert.Single(await ReadAsync()).Bars.ToArray());
    }

    [Fact]
    public async Task What_is_imported_while_the_feed_is_asked_stays_minute_by_minute()
    {
        var imported = Flat(1) with { Volume = 7 };
        var feed = new Feed([new BarSeries("SPY", [Flat(0), Flat(1)])])
        {
            BeforeAnswer = () => archive.WriteAsync(
                Monday.Date, [new BarSeries("SPY", [imported, Flat(2)])], TestContext.Current.CancellationToken),
        };

        await CollectAsync(["SPY"], feed);

        Assert.Equal([Flat(0), imported, Flat(2)], Assert.Single(await ReadAsync()).Bars.ToArray());
    }

    [Theory]
    [InlineData(0.1, 10)]
    [InlineData(4, 0.25)]
    public void After_a_split_the_minutes_that_the_feed_lacks_are_kept_on_its_scale(double scale, double volume)
    {
        var stored = new BarSeries("SPY", [Flat(0), Flat(1), Flat(2)]);
        // A late correction of three thousandths beside the split.
        var again = Scaled(Flat(1), (decimal)scale * 1.003m, 1);

        var joined = Rescaling.Join(stored, new BarSeries("SPY", [again]));

        Assert.Equal(
            [Scaled(Flat(0), (decimal)scale, volume), again, Scaled(Flat(2), (decimal)scale, volume)], joined.Bars.ToArray());
        Assert.Equal(joined.Bars.ToArray(), Rescaling.Join(joined, new BarSeries("SPY", [again])).Bars.ToArray());
    }

    private static Bar Scaled(Bar bar, decimal scale, double volume) => new(
        bar.Start, bar.Open * scale, bar.High * scale, bar.Low * scale, bar.Close * scale, (long)(bar.Volume * volume));

    private Task<IReadOnlyList<BarSeries>> ReadAsync() => archive.ReadAsync(Monday.Date, TestContext.Current.CancellationToken);

    private Task<Collected> CollectAsync(string[] symbols, params BarSeries[] served) => CollectAsync(symbols, new Feed(served));

    private Task<Collected> CollectAsync(string[] symbols, Feed feed)
    {
        var ports = new TradingPorts(
            new FakeClock(Monday.Close + Duration.FromMinutes(16)), new NyseCalendar(), feed, null!,
                new InMemoryJournal(), new InMemoryModelRegistry(), archive);
        return new BarCollector(ports, new TradingSettings { Symbols = symbols })
            .CollectAsync(new SessionWindow([Monday]), TestContext.Current.CancellationToken);
    }

    private sealed class Feed(BarSeries[] served) : IMarketData
    {
        public Func<Task> BeforeAnswer { get; init; } = () => Task.CompletedTask;

        public async Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel)
        {
            await BeforeAnswer();
            return served.Length == 0
                ? throw new MarketDataException("The feed failed on purpose.")
                : [.. served.Where(s => symbols.Contains(s.Symbol))];
        }

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) =>
            throw new NotSupportedException();
    }
}
