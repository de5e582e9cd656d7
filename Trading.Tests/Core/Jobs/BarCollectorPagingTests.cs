using NodaTime.Testing;
using Trading.Cli.Output;
using Trading.Core.Collecting;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Tests.Core.Jobs;

/// <summary>Collecting over many sessions from a feed that answers in pages.</summary>
public sealed class BarCollectorPagingTests
{
    private static readonly string[] Symbols = ["AAPL", "QQQ", "SPY"];

    private static readonly List<Session> Sessions =
        [.. new NyseCalendar().SessionsBetween(new LocalDate(2025, 11, 3), new LocalDate(2025, 11, 14))];

    private static readonly int AllBars = Symbols.Length * Sessions.Sum(s => s.Minutes);

    private readonly InMemoryBarArchive archive = new();

    [Fact]
    public async Task A_window_costs_as_few_pages_as_its_bars_fill()
    {
        var feed = new PagedFeed(Sessions, pageSize: 1000);
        var collected = await CollectAsync(feed);
        Assert.Equal((AllBars + 999) / 1000, feed.Pages);
        Assert.Equal((Sessions.Count, AllBars), (collected.Sessions, collected.Bars));
        Assert.Empty(collected.Errors);
        await AssertCompleteAsync();
    }

    [Fact]
    public async Task What_arrived_before_a_break_is_kept_and_not_asked_for_again()
    {
        for (var failing = 1; failing <= 8; failing++)
        {
            var archiveOfThis = new InMemoryBarArchive();
            var first = new PagedFeed(Sessions, pageSize: 1000) { FailsAt = failing };
            await CollectAsync(first, archiveOfThis);
            var stored = new List<(string, Instant)>();
            foreach (var session in Sessions)
            {
                foreach (var series in await archiveOfThis.ReadAsync(session.Date, TestContext.Current.CancellationToken))
                    stored.AddRange(series.Bars.ToArray().Select(b => (series.Symbol, b.Start)));
            }
            var second = new PagedFeed(Sessions, pageSize: 1000);
            await CollectAsync(second, archiveOfThis);
            // The bar that the overlap asks for again, to notice a split, is the only one.
            Assert.InRange(second.Served.Intersect(stored).Count(), 0, Symbols.Length);
            Assert.True(stored.Count >= (failing - 2) * 1000, $"page {failing}: only {stored.Count} bars were kept");
            Assert.Equal(AllBars, await CountAsync(archiveOfThis));
        }
    }

    [Fact]
    public async Task A_collector_that_is_stopped_keeps_the_series_that_had_arrived()
    {
        using var stop = new CancellationTokenSource();
        var feed = new PagedFeed(Sessions, pageSize: 1000) { OnPage = page => { if (page == 4) stop.Cancel(); } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CollectAsync(feed, cancel: stop.Token));
        Assert.InRange(await CountAsync(archive), 2_000, 4_000);
    }

    [Fact]
    public async Task A_split_is_noticed_where_new_bars_meet_stored_ones_and_the_symbol_is_fetched_again()
    {
        var yesterday = Sessions[^2];
        await CollectAsync(new PagedFeed(Sessions, 1000), until: yesterday);
        var split = new PagedFeed(Sessions, 1000) { Ratio = 10m, SplitOn = Sessions[^1].Open };
        var collected = await CollectAsync(split);
        Assert.Contains("AAPL, QQQ, SPY no longer agree", Assert.Single(collected.Errors), StringComparison.Ordinal);
        foreach (var session in Sessions)
        {
            foreach (var series in await archive.ReadAsync(session.Date, TestContext.Current.CancellationToken))
                Assert.All(series.Bars.ToArray(), bar => Assert.Equal(session == Sessions[^1] ? 100m : 10m, bar.Close));
        }
        await AssertCompleteAsync();
    }

    [Fact]
    public async Task A_split_whose_past_could_not_be_fetched_again_is_noticed_again()
    {
        for (var failing = 2; failing <= 10; failing++)
        {
            var broken = new InMemoryBarArchive();
            await CollectAsync(new PagedFeed(Sessions, 1000), broken, until: Sessions[^2]);
            await CollectAsync(
                new PagedFeed(Sessions, 1000) { Ratio = 10m, SplitOn = Sessions[^1].Open, FailsAt = failing }, broken);
            await CollectAsync(new PagedFeed(Sessions, 1000) { Ratio = 10m, SplitOn = Sessions[^1].Open }, broken);
            foreach (var session in Sessions)
            {
                var bars = await broken.ReadAsync(session.Date, TestContext.Current.CancellationToken);
                Assert.Equal(Symbols, bars.Select(b => b.Symbol));
                Assert.All(bars, series => Assert.Equal(session == Sessions[^1] ? 100m : 10m, series.Bars[0].Close));
            }
        }
    }

    [Fact]
    public async Task A_split_reaches_the_sessions_that_are_stored_from_before_the_window()
    {
        await CollectAsync(new PagedFeed(Sessions, 1000), until: Sessions[^2]);
        var ports = new TradingPorts(
            new FakeClock(Sessions[^1].Close + Duration.FromMinutes(16)), new NyseCalendar(),
            new PagedFeed(Sessions, 1000) { Ratio = 10m, SplitOn = Sessions[^1].Open }, null!, new InMemoryJournal(),
                new InMemoryModelRegistry(), archive);
        await new BarCollector(ports, new TradingSettings { Symbols = Symbols })
            .CollectAsync(new SessionWindow(Sessions[^3..]), TestContext.Current.CancellationToken);
        foreach (var session in Sessions.SkipLast(1))
            Assert.All(await archive.ReadAsync(session.Date, TestContext.Current.CancellationToken), series =>
                Assert.Equal(10m, series.Bars[0].Close));
    }

    [Fact]
    public async Task A_session_is_not_over_before_its_last_bars_are_handed_out()
    {
        var ports = new TradingPorts(
            new FakeClock(Sessions[0].Close + Duration.FromMinutes(1)), new NyseCalendar(), new PagedFeed(Sessions, 1000), null!,
            new InMemoryJournal(), new InMemoryModelRegistry(), archive);
        var collected = await new BarCollector(ports, new TradingSettings { Symbols = Symbols })
            .CollectAsync(new SessionWindow(Sessions), TestContext.Current.CancellationToken);
        Assert.Equal(0, collected.Sessions);
    }

    [Fact]
    public async Task A_complete_archive_asks_for_nothing()
    {
        await CollectAsync(new PagedFeed(Sessions, 1000));
        var feed = new PagedFeed(Sessions, 1000);
        await CollectAsync(feed);
        Assert.Equal(0, feed.Pages);
    }

    private async Task AssertCompleteAsync() => Assert.Equal(AllBars, await CountAsync(archive));

    private static async Task<int> CountAsync(InMemoryBarArchive archive)
    {
        var count = 0;
        foreach (var session in Sessions) count += (await archive.ReadAsync(session.Date, TestContext.Current.CancellationToken))
            .Sum(s => s.Count);
        return count;
    }

    private Task<Collected> CollectAsync(
        PagedFeed feed, InMemoryBarArchive? into = null, Session? until = null, CancellationToken? cancel = null)
    {
        var ports = new TradingPorts(
            new FakeClock((until ?? Sessions[^1]).Close + Duration.FromMinutes(16)), new NyseCalendar(), feed, null!,
                new InMemoryJournal(), new InMemoryModelRegistry(), into ?? archive);
        return new BarCollector(ports, new TradingSettings { Symbols = Symbols })
            .CollectAsync(new SessionWindow(Sessions), cancel ?? TestContext.Current.CancellationToken);
    }
}
