using Trading.Core.Collecting.Content;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Tests.Core.Collecting.Content;

/// <summary>What looks wrong, and what does not.</summary>
public sealed class ContentTests
{
    private static readonly NyseCalendar Calendar = new();
    private static readonly IReadOnlyList<Session> Week = [.. Calendar.SessionsBetween(new(2025, 10, 27), new(2025, 11, 5))];

    public static TheoryData<string, string> Mislabelled => new()
    {
        { "America/New_York", "UTC" }, { "America/Chicago", "UTC" }, { "America/Los_Angeles", "UTC" }, { "Europe/Berlin", "UTC" },
        { "Europe/Berlin", "America/New_York" }, { "UTC", "America/New_York" }, { "Asia/Kolkata", "UTC" },
        { "America/Chicago", "America/New_York" }, { "Europe/Berlin", "Europe/London" },
    };

    [Theory]
    [MemberData(nameof(Mislabelled))]
    public void Times_of_one_zone_that_are_read_in_another_are_told_with_their_zone(string written, string read)
    {
        var (from, into) = (DateTimeZoneProviders.Tzdb[written], DateTimeZoneProviders.Tzdb[read]);
        var series = Series(Week.SelectMany(session => Minutes(session.Open, session.Minutes)))
            .Bars.ToArray().Select(bar =>
                bar with { Start = bar.Start.InZone(from).LocalDateTime.InZoneLeniently(into).ToInstant() });
        var found = Assert.IsType<WrongTimeZone>(Assert.Single(Shape(Series(series), into)));
        Assert.Equal((written, 1.0), (found.Zone, found.Inside));
    }

    [Fact]
    public void Extended_hours_that_are_labelled_UTC_are_told_too()
    {
        var bars = Week.SelectMany(session => Minutes(session.Open - Duration.FromMinutes(330), 960)
            .Select(bar => bar with
            {
                Start = bar.Start.InNewYork().InUtc().ToInstant(),
                Volume = session.Contains(bar.Start) ? 5000 : 20,
            }));
        Assert.Equal("America/New_York", Assert.IsType<WrongTimeZone>(Assert.Single(Shape(Series(bars)))).Zone);
    }

    [Theory]
    [InlineData(0, 390, 1)]
    [InlineData(-330, 960, 1)]
    [InlineData(0, 390, 17)]
    [InlineData(120, 270, 1)]
    [InlineData(0, 120, 1)]
    [InlineData(-330, 330, 7)]
    [InlineData(390, 240, 1)]
    [InlineData(60, 360, 1)]
    public void Bars_of_a_part_of_the_day_dense_or_not_are_not_suspected(int from, int minutes, int keepsOneIn)
    {
        var random = new Random(7);
        var series = Series(Week.SelectMany(session => Minutes(session.Open + Duration.FromMinutes(from), minutes))
            .Where(_ => random.Next(keepsOneIn) == 0));
        Assert.DoesNotContain(Shape(series), found => found.IsGrave);
    }

    [Theory]
    [InlineData(2, 195)]
    [InlineData(5, 78)]
    [InlineData(15, 26)]
    [InlineData(30, 13)]
    [InlineData(60, 7)]
    public void Bars_of_another_step_are_told_with_it_from_one_session_on(int step, int bars) => Assert.Equal(
        [new WrongStep(step)],
        Shape(Series(Minutes(Week[0].Open, 390).Where((_, i) => i % step == 0).Take(bars))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Daily_bars_are_told_whatever_time_they_carry(bool isMidnight) => Assert.Equal(
        [new WrongStep(WrongStep.Day)],
        Shape(Series(Week.SelectMany(session => Minutes(
            isMidnight ? ExchangeTime.At(session.Date, LocalTime.Midnight) : session.Close, 1)))));

    [Fact]
    public void One_faulty_symbol_among_good_ones_is_told_with_its_name()
    {
        var check = new SymbolShapes(Calendar, DateTimeZone.Utc);
        foreach (var session in Week)
        {
            var (first, bars) = (session.Open, Minutes(session.Open, session.Minutes).ToList());
            void Add(string symbol, IEnumerable<Bar> own) => check.Add(session.Date, new(symbol, [.. own]));
            foreach (var good in new[] { "AAPL", "MSFT", "NVDA", "SPY" }) Add(good, bars);
            Add("ENDS", Minutes(first + Bar.Length, session.Minutes));
            Add("FIVE", bars.Where((_, i) => i % 5 == 0));
            Add("LATER", bars.Where((_, i) => i % 5 == 0 || session.Date < Week[3].Date));
            Add("SHIFTED", Minutes(session.Date < new LocalDate(2025, 11, 2)
                ? first - Duration.FromHours(4) : first - Duration.FromHours(5), session.Minutes));
        }
        var found = check.Findings().Where(one => one.IsGrave).ToDictionary(one => Assert.Single(one.Only!));
        Assert.Equal(["ENDS", "FIVE", "LATER", "SHIFTED"], found.Keys.Order());
        Assert.IsType<StampedAtEnd>(found["ENDS"]);
        Assert.Equal(5, Assert.IsType<WrongStep>(found["FIVE"]).Minutes);
        Assert.Equal((5, Week[3].Date), (Assert.IsType<WrongStep>(found["LATER"]).Minutes, ((WrongStep)found["LATER"]).From));
        Assert.Equal("America/New_York", Assert.IsType<WrongTimeZone>(found["SHIFTED"]).Zone);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(8, 2, 1)]
    [InlineData(8, 20, 0)]
    public void Bars_that_carry_their_minutes_end_are_told_when_there_are_enough(int sessions, int keepsOneIn, int expected)
    {
        var random = new Random(3);
        var bars = Week.Take(sessions).SelectMany(session => Minutes(session.Open + Bar.Length, session.Minutes)
            .Where(bar => bar.Start == session.Close || random.Next(keepsOneIn) == 0));
        Assert.Equal(expected, Shape(Series(bars)).OfType<StampedAtEnd>().Count());
    }

    [Fact]
    public void A_bar_of_the_closing_auction_is_no_sign_of_the_minutes_end() => Assert.Empty(
        Shape(Series(Week.SelectMany(session => Minutes(session.Open, session.Minutes + 1)))));

    [Theory]
    [InlineData(1000, 100, 10, 1)]
    [InlineData(100, 50.9, 2, 1)]
    [InlineData(100, 66, 3, 2)]
    [InlineData(1, 10.2, 1, 10)]
    public void A_split_is_told_with_its_ratio(double before, double after, int newShares, int oldShares) => Assert.Equal(
        [new UnadjustedSplit("SPY", Week[1].Date, newShares, oldShares)],
        Findings(Flat(Week[0], (decimal)before), Flat(Week[1], (decimal)after)));

    [Theory]
    [InlineData(100, 85.4)]
    [InlineData(100, 118)]
    [InlineData(100, 130)]
    [InlineData(100, 57)]
    public void A_gap_that_is_no_splits_ratio_is_not_told(double before, double after) =>
        Assert.Empty(Findings(Flat(Week[0], (decimal)before), Flat(Week[1], (decimal)after)));

    [Theory]
    [InlineData(10)]
    [InlineData(0.1)]
    public void A_price_that_jumps_tenfold_and_back_is_told_with_its_minute(double factor)
    {
        var bars = Flat(Week[0], 50m).Bars.ToArray();
        foreach (var i in new[] { 100, 101 })
        {
            var far = bars[i].Close * (decimal)factor;
            bars[i] = bars[i] with { Open = far, High = far, Low = far, Close = far };
        }
        Assert.Equal(
            [new PriceSpike("SPY", bars[100].Start, 50m, 50m * (decimal)factor, 2)], Findings(Series(bars)));
    }

    [Fact]
    public void Missing_sessions_few_bars_and_no_volume_are_told_with_their_symbols()
    {
        BarSeries Of(string symbol, Session session, int bars, long volume) => new(
            symbol, [.. Minutes(session.Open, bars).Select(bar => bar with { Volume = volume })]);
        IReadOnlyList<(LocalDate, BarSeries)> Days(string symbol, int[] days, int bars, long volume) =>
            [.. days.Select(day => (Week[day].Date, Of(symbol, Week[day], bars, volume)))];
        var found = SeriesCheck.Findings(
            [
                Days("A", [0, 1, 2, 3], 300, 5), Days("B", [0, 3], 300, 5), Days("C", [0, 3], 300, 0),
                Days("D", [0, 1, 2, 3], 5, 1),
            ], Calendar);
        var missing = Assert.Single(found.OfType<MissingSessions>());
        Assert.Equal(["B", "C"], missing.Symbols);
        Assert.Equal([Week[1].Date, Week[2].Date], missing.Sessions);
        Assert.Equal(["D"], Assert.Single(found.OfType<FewBars>()).Symbols);
        Assert.Equal(["C"], Assert.Single(found.OfType<ZeroVolume>()).Symbols);
        Assert.Equal(3, found.Count);
    }

    [Fact]
    public async Task An_archive_is_looked_at_as_files_are()
    {
        var archive = new InMemoryBarArchive();
        await archive.WriteAsync(Week[0].Date, [Flat(Week[0], 1000m)], TestContext.Current.CancellationToken);
        await archive.WriteAsync(Week[1].Date, [Flat(Week[1], 100m)], TestContext.Current.CancellationToken);
        await archive.WriteAsync(Week[3].Date, [Flat(Week[3], 100m)], TestContext.Current.CancellationToken);
        var found = await ArchiveCheck.FindingsAsync(
            archive, await archive.GetSessionsAsync(TestContext.Current.CancellationToken),
            ["SPY"], Calendar, TestContext.Current.CancellationToken);
        Assert.Equal([typeof(UnadjustedSplit), typeof(MissingSessions)], found.Select(one => one.GetType()));
    }

    private static IReadOnlyList<BarFinding> Shape(BarSeries series, DateTimeZone? readIn = null)
    {
        var check = new ShapeCheck(Calendar, readIn ?? DateTimeZone.Utc);
        foreach (var (date, day) in series.Days()) check.Add(date, day);
        return [.. check.Findings().Where(found => found is not OutsideSession)];
    }

    private static IReadOnlyList<BarFinding> Findings(params BarSeries[] days) => SeriesCheck.Findings(
        [[.. days.Select(day => (day.Bars[0].Start.InNewYork().Date, day))]], Calendar);

    private static BarSeries Flat(Session session, decimal price) => Series(Minutes(session.Open, session.Minutes).Select(
        bar => bar with { Open = price, High = price, Low = price, Close = price }));

    private static IEnumerable<Bar> Minutes(Instant first, int minutes) => Enumerable.Range(0, minutes).Select(
        i => new Bar(first + Duration.FromMinutes(i), 100m, 101m, 99m, 100m, 1000));

    private static BarSeries Series(IEnumerable<Bar> bars) => new("SPY", [.. bars]);
}
