using CsCheck;
using Trading.Core.Features;
using Trading.Core.Market;
using static Trading.Tests.Core.Features.SessionBars;

namespace Trading.Tests.Core.Features;

/// <summary>
/// The same bars give the same rows: whatever a feed does, a minute's live rows are what a new engine gives for the bars that are
/// known then.
/// </summary>
public sealed class KnownBarsTests
{
    private static readonly string[] Symbols = ["A", "B"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_minute_s_rows_are_those_of_the_bars_that_are_known_then()
    {
        var (rows, revised, late) = (0, 0, 0);
        await Gen.Int[1, 1_000_000].SampleAsync(async seed =>
        {
            var feed = new UnsteadyFeed(new Random(seed));
            var live = new LiveFeatures(feed);
            for (var minute = 1; minute <= 150; minute++)
            {
                var at = Full.Open + Duration.FromMinutes(minute);
                var given = new List<FreshRow>();
                try
                {
                    given.AddRange(await live.AdvanceAsync(Full, at, Symbols, Cancel));
                    AssertRows(feed, at, given);
                    Assert.Equal(Symbols.Where(s => feed.WouldGiveARow(s, at)), live.MissingAt(at));
                    given.AddRange(await live.LookAgainAsync(Cancel));
                    Assert.Empty(live.MissingAt(at));
                    AssertRows(feed, at, given);
                }
                catch (MarketDataException)
                {
                    Assert.Empty(live.MissingAt(at));
                }
                Interlocked.Add(ref rows, given.Count);
            }
            Interlocked.Add(ref revised, feed.Revised);
            Interlocked.Add(ref late, feed.Late);
        }, iter: 20);
        Assert.True(rows > 1_000 && revised > 100 && late > 100, $"{rows} rows, {revised} revised bars and {late} late ones");
    }

    [Fact]
    public async Task A_bar_that_was_revised_counts_in_the_next_row_and_in_no_earlier_one()
    {
        Bar[] day = [.. Enumerable.Range(0, 60).Select(m => At(Full, m, 100 + (m % 7)))];
        var feed = new Listed { Bars = day };
        var live = new LiveFeatures(feed);
        for (var minute = 1; minute < 50; minute++) await live.AdvanceAsync(Full, Minute(minute), ["A"], Cancel);
        var first = Assert.Single(await live.AdvanceAsync(Full, Minute(50), ["A"], Cancel));
        var before = (float[])first.Row.Clone();

        Bar[] revised = [.. day];
        revised[49] = At(Full, 49, 200, 5_000);
        feed.Bars = revised;
        var row = Assert.Single(await live.AdvanceAsync(Full, Minute(51), ["A"], Cancel));

        Assert.Equal(Rows(Full, revised[..51])[^1], row.Row);
        Assert.NotEqual(Rows(Full, day[..51])[^1], row.Row);
        Assert.Equal(before, first.Row);
    }

    [Fact]
    public async Task A_bar_that_is_served_broken_once_it_was_good_stays_as_it_was()
    {
        Bar[] day = [.. Enumerable.Range(0, 60).Select(m => At(Full, m, 100 + (m % 7)))];
        var feed = new Listed { Bars = day };
        var live = new LiveFeatures(feed);
        await live.AdvanceAsync(Full, Minute(50), ["A"], Cancel);
        feed.Bars = [.. day];
        feed.Bars[48] = feed.Bars[48] with { High = 1 };

        var row = Assert.Single(await live.AdvanceAsync(Full, Minute(51), ["A"], Cancel));

        Assert.Equal(Rows(Full, day[..51])[^1], row.Row);
    }

    [Fact]
    public async Task A_minute_is_asked_for_once()
    {
        var feed = new Listed { Bars = [At(Full, 2)], BarsOfB = [At(Full, 1)] };
        var live = new LiveFeatures(feed);
        await live.AdvanceAsync(Full, Minute(3), ["A", "B"], Cancel);
        Assert.Empty(await live.AdvanceAsync(Full, Minute(3), ["A", "B"], Cancel));
        Assert.Single(feed.Asked);
        (feed.Bars, feed.BarsOfB) = ([At(Full, 2), At(Full, 3)], [At(Full, 1), At(Full, 4)]);
        await live.AdvanceAsync(Full, Minute(5), ["A", "B"], Cancel);
    }

    [Fact]
    public async Task A_symbol_without_its_newest_bar_gives_no_row_though_an_older_bar_has_just_arrived()
    {
        Bar[] day = [.. Enumerable.Range(0, 60).Select(m => At(Full, m))];
        var feed = new Listed { Bars = day[..48] };
        var live = new LiveFeatures(feed);
        await live.AdvanceAsync(Full, Minute(48), ["A"], Cancel);
        feed.Bars = day[..49];
        Assert.Empty(await live.AdvanceAsync(Full, Minute(50), ["A"], Cancel));
        feed.Bars = day[..50];
        Assert.Equal(Minute(49), Assert.Single(await live.LookAgainAsync(Cancel)).NewestBar.Start);
        Assert.Empty(await live.LookAgainAsync(Cancel));
    }

    [Fact]
    public async Task A_second_look_asks_only_for_what_is_missing_and_not_while_no_row_could_come_of_it()
    {
        var feed = new Listed { Bars = [.. Enumerable.Range(0, FeatureSchema.WarmUpBars - 2).Select(m => At(Full, m))] };
        var live = new LiveFeatures(feed);
        await live.AdvanceAsync(Full, Minute(40), ["A", "B"], Cancel);
        Assert.Empty(live.MissingAt(Minute(40)));

        feed.Bars = [.. feed.Bars, At(Full, 39)];
        await live.AdvanceAsync(Full, Minute(41), ["A", "B"], Cancel);
        Assert.Equal(["A"], live.MissingAt(Minute(41)));
        Assert.Empty(live.MissingAt(Minute(42)));
        await live.LookAgainAsync(Cancel);
        Assert.Equal(["A"], feed.Asked[^1]);
        Assert.Equal(3, feed.Asked.Count);
    }

    [Fact]
    public async Task A_symbol_that_joins_in_the_course_of_a_session_begins_with_its_day_so_far()
    {
        Bar[] day = [.. Enumerable.Range(0, 80).Select(m => At(Full, m, 100 + (m % 7)))];
        var feed = new Listed { Bars = day, BarsOfB = [.. day.Select(bar => bar with { Volume = bar.Volume + 5 })] };
        var live = new LiveFeatures(feed);
        await live.AdvanceAsync(Full, Minute(50), ["A"], Cancel);

        var rows = await live.AdvanceAsync(Full, Minute(51), ["A", "B"], Cancel);

        Assert.Equal([Rows(Full, day[..51])[^1], Rows(Full, feed.BarsOfB[..51])[^1]], rows.Select(row => row.Row));
        await live.AdvanceAsync(Full, Minute(52), ["B"], Cancel);
        rows = await live.AdvanceAsync(Full, Minute(70), ["A", "B"], Cancel);
        Assert.Equal([Rows(Full, day[..70])[^1], Rows(Full, feed.BarsOfB[..70])[^1]],
            rows.OrderBy(row => row.Symbol, StringComparer.Ordinal).Select(row => row.Row));
    }

    private static Instant Minute(int minute) => Full.Open + Duration.FromMinutes(minute);

    private static void AssertRows(UnsteadyFeed feed, Instant at, List<FreshRow> rows)
    {
        var expected = Symbols.Select(s => (Symbol: s, Row: feed.Batch(s, at))).Where(e => e.Row is not null).ToList();
        Assert.Equal(expected.Select(e => e.Symbol), rows.Select(r => r.Symbol).Order(StringComparer.Ordinal));
        Assert.All(expected, e => Assert.Equal(e.Row, rows.Single(r => r.Symbol == e.Symbol).Row));
    }

    /// <summary>Serves the bars of its lists.</summary>
    private sealed class Listed : IMarketData
    {
        public Bar[] Bars { get; set; } = [];

        public Bar[] BarsOfB { get; set; } = [];

        public List<IReadOnlyList<string>> Asked { get; } = [];

        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel)
        {
            Asked.Add(symbols);
            return Task.FromResult<IReadOnlyList<BarSeries>>(
                [.. symbols.Select(s => new BarSeries(s, [.. Of(s).Where(b => b.Start >= from && b.Start < to)]))]);
        }

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) => throw new NotSupportedException();

        private Bar[] Of(string symbol) => symbol == "A" ? Bars : BarsOfB;
    }
}
