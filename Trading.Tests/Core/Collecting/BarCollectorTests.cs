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

    private Task<IReadOnlyList<BarSeries>> ReadAsync() => archive.ReadAsync(Monday.Date, TestContext.Current.CancellationToken);

    private Task<Collected> CollectAsync(string[] symbols, params BarSeries[] served)
    {
        var ports = new TradingPorts(
            new FakeClock(Monday.Close + Duration.FromMinutes(16)), new NyseCalendar(), new Feed(served), null!,
                new InMemoryJournal(), new InMemoryModelRegistry(), archive);
        return new BarCollector(ports, new TradingSettings { Symbols = symbols })
            .CollectAsync(new SessionWindow([Monday]), TestContext.Current.CancellationToken);
    }

    private sealed class Feed(BarSeries[] served) : IMarketData
    {
        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel) =>
            served.Length == 0
                ? throw new MarketDataException("The feed failed on purpose.")
                : Task.FromResult<IReadOnlyList<BarSeries>>([.. served.Where(s => symbols.Contains(s.Symbol))]);

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) =>
            throw new NotSupportedException();
    }
}
