using Trading.Cli.Output;
using Trading.Core.Features;
using Trading.Core.Market;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Features;

public sealed class LiveFeaturesTests
{
    private static readonly string[] Spy = ["SPY"];
    private static readonly Bar[] Day = [.. Enumerable.Range(0, 120).Select(m => Flat(m, 100 + (m % 7)))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bar_that_the_feed_published_a_minute_late_is_not_lost()
    {
        var prompt = await RowsAsync(new Feed(Day));
        var late = await RowsAsync(new Feed(Day) { LateMinute = 50 });
        Assert.DoesNotContain(Minute(51), late.Keys);
        Assert.Equal(prompt[Minute(52)], late[Minute(52)]);
        Assert.Equal(prompt[Minute(100)], late[Minute(100)]);
    }

    [Fact]
    public async Task A_feed_that_also_serves_the_bar_of_the_running_minute_changes_nothing()
    {
        var prompt = await RowsAsync(new Feed(Day));
        var eager = await RowsAsync(new Feed(Day) { ServesRunningMinute = true });
        Assert.Equal(prompt.Keys, eager.Keys);
        Assert.All(prompt.Keys, minute => Assert.Equal(prompt[minute], eager[minute]));
    }

    [Fact]
    public async Task A_broken_bar_is_left_out_and_the_day_goes_on()
    {
        var broken = Day.ToArray();
        broken[60] = broken[60] with { Low = -1 };
        var rows = await RowsAsync(new Feed(broken));
        Assert.DoesNotContain(Minute(61), rows.Keys);
        Assert.Contains(Minute(62), rows.Keys);
    }

    [Fact]
    public async Task A_restart_in_the_middle_of_the_day_gives_the_same_row_to_the_bit()
    {
        var all = await RowsAsync(new Feed(Day));
        var restarted = new LiveFeatures(new Feed(Day));
        var row = Assert.Single(await restarted.AdvanceAsync(Monday, Minute(80), Spy, Cancel));
        Assert.Equal(all[Minute(80)], row.Row);
    }

    [Fact]
    public async Task A_minute_that_failed_is_made_good_by_the_next()
    {
        var feed = new Feed(Day) { FailsAt = 70 };
        var features = new LiveFeatures(feed);
        await features.AdvanceAsync(Monday, Minute(69), Spy, Cancel);
        await Assert.ThrowsAsync<MarketDataException>(
            () => features.AdvanceAsync(Monday, Minute(70), Spy, Cancel));
        var row = Assert.Single(await features.AdvanceAsync(Monday, Minute(71), Spy, Cancel));
        Assert.Equal((await RowsAsync(new Feed(Day)))[Minute(71)], row.Row);
    }

    private static async Task<Dictionary<Instant, float[]>> RowsAsync(Feed feed)
    {
        var features = new LiveFeatures(feed);
        var rows = new Dictionary<Instant, float[]>();
        for (var minute = 1; minute <= 120; minute++)
        {
            foreach (var fresh in await features.AdvanceAsync(Monday, Minute(minute), Spy, Cancel))
                rows[Minute(minute)] = fresh.Row;
        }
        return rows;
    }

    private sealed class Feed(Bar[] day) : IMarketData
    {
        public int? LateMinute { get; init; }

        public int? FailsAt { get; init; }

        public bool ServesRunningMinute { get; init; }

        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel)
        {
            if (FailsAt is { } fails && to == Minute(fails)) throw new MarketDataException("The feed failed on purpose.");
            var end = ServesRunningMinute ? to + Duration.FromMinutes(1) : to;
            var late = LateMinute is { } m && to <= Minute(m + 1) ? Minute(m) : (Instant?)null;
            Bar[] served = [.. day.Where(b => b.Start >= from && b.Start < end && b.Start != late)];
            return Task.FromResult<IReadOnlyList<BarSeries>>([new BarSeries("SPY", served)]);
        }

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) =>
            throw new NotSupportedException();
    }
}
