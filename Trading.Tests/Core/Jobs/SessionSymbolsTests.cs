using Trading.Core.Execution;
using Trading.Core.Jobs;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Core.Universe;

namespace Trading.Tests.Core.Jobs;

public sealed class SessionSymbolsTests
{
    private static readonly NyseCalendar Calendar = new();
    private static readonly Session Monday = Calendar.SessionOn(new LocalDate(2025, 11, 3))!;
    private static readonly Instant At = ExchangeTime.At(Monday.Date, new LocalTime(10, 5));

    private static readonly TradingSettings Settings = new()
    {
        Symbols = ["CALM", "GAP", "SPLIT"],
        Universe = UniverseRule.Parse("InPlay:2")! with { MinDollarVolume = 1m },
    };

    private readonly InMemoryBarArchive archive = new();
    private readonly InMemoryJournal journal = new();
    private readonly Feed feed = new();

    [Fact]
    public async Task Nothing_is_scanned_before_the_minute_and_the_choice_stands_in_the_journal()
    {
        await RecordAsync();
        var symbols = Symbols();
        Assert.Empty(await symbols.AtAsync(Monday, At - Bar.Length, Cancel));
        Assert.Null(await journal.GetUniverseAsync(Monday.Date, Cancel));

        Assert.Equal(["GAP"], await symbols.AtAsync(Monday, At, Cancel));
        var choice = await journal.GetUniverseAsync(Monday.Date, Cancel);
        Assert.Equal(["GAP"], choice!.Symbols);
        Assert.Equal(At, choice.ChosenAt);
        Assert.InRange(choice.Members[0].GapReturn!.Value, 0.09, 0.11);
    }

    [Fact]
    public async Task A_host_that_starts_again_reads_the_names_and_asks_nobody()
    {
        await RecordAsync();
        await Symbols().AtAsync(Monday, At, Cancel);
        feed.IsOut = true;
        Assert.Equal(["GAP"], await Symbols().AtAsync(Monday, At + Duration.FromHours(2), Cancel));
    }

    [Fact]
    public async Task Without_the_feed_nothing_is_chosen_and_the_next_minute_tries_again()
    {
        await RecordAsync();
        var symbols = Symbols();
        feed.IsOut = true;
        await Assert.ThrowsAsync<MarketDataException>(() => symbols.AtAsync(Monday, At, Cancel));
        Assert.Null(await journal.GetUniverseAsync(Monday.Date, Cancel));
        feed.IsOut = false;
        Assert.Equal(["GAP"], await symbols.AtAsync(Monday, At + Bar.Length, Cancel));
    }

    [Fact]
    public async Task A_split_that_the_archive_does_not_know_yet_is_no_gap()
    {
        await RecordAsync(splitFactor: 2);
        Assert.Equal(["GAP"], await Symbols().AtAsync(Monday, At, Cancel));
    }

    [Fact]
    public async Task Bars_that_were_fetched_again_count_in_the_next_session()
    {
        // With such swings a gap of a tenth is nothing.
        await RecordAsync(swing: 3);
        var symbols = Symbols();
        var friday = Calendar.SessionBefore(Monday.Date);
        await symbols.AtAsync(friday, friday.Open, Cancel);
        await RecordAsync();
        Assert.Equal(["GAP"], await symbols.AtAsync(Monday, At, Cancel));
    }

    [Fact]
    public async Task A_session_that_was_not_recorded_is_left_out_and_without_the_newest_nothing_is_chosen()
    {
        await RecordAsync(without: Calendar.SessionBefore(Calendar.SessionBefore(Monday.Date).Date).Date);
        Assert.Equal(["GAP"], await Symbols().AtAsync(Monday, At, Cancel));

        var next = Calendar.SessionAfter(Monday.Date);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Symbols().AtAsync(next, ExchangeTime.At(next.Date, new LocalTime(10, 5)), Cancel));
    }

    [Fact]
    public async Task The_whole_market_of_an_archive_is_without_leveraged_products_unless_they_are_wanted()
    {
        await archive.WriteAsync(
            Monday.Date, [Series("GAP", Monday, 100, 1), Series("TQQQ", Monday, 100, 1)], Cancel);
        var recipe = (Settings with { Symbols = [], IsWholeMarket = true, Universe = UniverseRule.AllSymbols }).Recipe;
        Assert.Equal(["GAP"], await MembersAsync(recipe));
        Assert.Equal(
            ["GAP", "TQQQ"],
            await MembersAsync(recipe with { Universe = UniverseRule.AllSymbols with { AllowsLeveraged = true } }));
    }

    [Fact]
    public async Task A_name_that_is_listed_no_more_stays_in_the_universes_of_its_time()
    {
        await RecordAsync();
        await archive.WriteAsync(
            Monday.Date, [.. Settings.Symbols.Select(symbol => feed.Bars[(symbol, Monday.Date)])], Cancel);
        var tuesday = Calendar.SessionAfter(Monday.Date);
        await archive.WriteAsync(tuesday.Date, [Series("CALM", tuesday, 100, 100)], Cancel);
        Assert.Equal(["GAP"], await MembersAsync((Settings with { Symbols = [], IsWholeMarket = true }).Recipe));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<IEnumerable<string>> MembersAsync(Recipe recipe) =>
        (await new SessionUniverses(archive, Calendar, recipe).MembersAsync(Monday.Date, Cancel)).Keys
            .Order(StringComparer.Ordinal);

    private SessionSymbols Symbols() => new(
        new TradingPorts(SystemClock.Instance, Calendar, feed, null!, journal, new InMemoryModelRegistry(), archive), Settings);

    // Twelve sessions at about 100 dollars; then GAP opens 10 % higher on three times its volume. The feed knows of a split of
    // SPLIT, and the archive's prices are still higher by its factor.
    private async Task RecordAsync(int splitFactor = 1, int swing = 1, LocalDate? without = null)
    {
        var day = Monday;
        for (var back = 0; back < 12; back++)
        {
            day = Calendar.SessionBefore(day.Date);
            var price = back % 2 == 0 ? 100m : 101m;
            feed.Bars[("SPLIT", day.Date)] = Series("SPLIT", day, price, 100 * splitFactor);
            feed.Bars[("GAP", day.Date)] = Series("GAP", day, price, 100);
            feed.Bars[("CALM", day.Date)] = Series("CALM", day, price, 100);
            if (day.Date == without) continue;
            await archive.WriteAsync(
                day.Date,
                [
                    feed.Bars[("CALM", day.Date)],
                    Series("GAP", day, back % 2 == 0 ? price : price * swing, 100),
                    Series("SPLIT", day, price * splitFactor, 100),
                ],
                Cancel);
        }
        feed.Bars[("CALM", Monday.Date)] = Series("CALM", Monday, 100, 300);
        feed.Bars[("GAP", Monday.Date)] = Series("GAP", Monday, 110, 300);
        // A quiet morning of the shares that there are now: three times the shares of before, if those were not adjusted.
        feed.Bars[("SPLIT", Monday.Date)] = Series("SPLIT", Monday, 100, 300);
    }

    private static readonly int[] Minutes = [0, 10, 380];

    private static BarSeries Series(string symbol, Session session, decimal price, long volume) => new(
        symbol,
        [.. Minutes.Select(minute => new Bar(
            session.Open + Duration.FromMinutes(minute), price, price, price, price, volume))]);

    private sealed class Feed : IMarketData
    {
        public Dictionary<(string, LocalDate), BarSeries> Bars { get; } = [];

        public bool IsOut { get; set; }

        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel) => IsOut
            ? throw new MarketDataException("The feed is out.")
            : Task.FromResult<IReadOnlyList<BarSeries>>(
                [.. symbols.Select(symbol => Bars[(symbol, from.InNewYork().Date)])
                    .Select(series => new BarSeries(series.Symbol, series.Between(from, to).ToArray()))]);

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) => throw new NotSupportedException();
    }
}
