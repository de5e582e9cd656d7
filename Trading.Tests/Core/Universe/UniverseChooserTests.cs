using CsCheck;
using Trading.Core.Market;
using Trading.Core.Universe;

namespace Trading.Tests.Core.Universe;

/// <summary>The session of 3 November 2025 and the twelve before it; closes alternate by one per cent.</summary>
public sealed class UniverseChooserTests
{
    private static readonly NyseCalendar Calendar = new();
    private static readonly Session Monday = Calendar.SessionOn(new LocalDate(2025, 11, 3))!;
    private static readonly UniverseRule InPlay = UniverseRule.Parse("InPlay:2")! with { MinDollarVolume = 100m };

    [Fact]
    public void A_name_in_play_has_a_large_gap_and_a_heavy_opening_and_the_reasons_are_given()
    {
        var choice = Choose(
            InPlay, Opening(("GAP", 105, 300), ("FLAT", 100.5, 300), ("LIGHT", 105, 200), ("DOWN", 94, 500)));

        Assert.Equal(["DOWN", "GAP"], choice.Symbols);
        var gap = choice.Members[1];
        Assert.Equal((2, 3.0), (gap.Rank, gap.OpeningRatio));
        Assert.Equal(0.05, gap.GapReturn!.Value, 1e-9);
        Assert.Equal(Math.Log(1.05) / Math.Log(1.01), gap.Gap!.Value, 1e-6);
        Assert.True(choice.Members[0].Gap < -1);
        Assert.Equal(1, choice.LeftOut[UniverseExclusion.Gap]);
        Assert.Equal(1, choice.LeftOut[UniverseExclusion.OpeningVolume]);
        Assert.Equal(new LocalTime(10, 5), choice.ChosenAt.InNewYork().TimeOfDay);
    }

    [Fact]
    public void No_more_names_are_chosen_than_asked_for_and_equal_ones_in_the_order_of_their_tickers()
    {
        var choice = Choose(InPlay, Opening(("GAP", 105, 300), ("FLAT", 105, 300), ("LIGHT", 105, 300), ("DOWN", 95, 300)));
        Assert.Equal(["DOWN", "FLAT"], choice.Symbols);
        Assert.Equal(2, choice.LeftOut[UniverseExclusion.Rank]);
    }

    [Fact]
    public void A_name_without_an_opening_with_a_low_price_or_hardly_traded_is_left_out()
    {
        var rule = InPlay with { MinPrice = 50m, MinDollarVolume = 1_000_000m };
        var choice = Choose(rule, Opening(("GAP", 105, 300), ("DOWN", 40, 900)));
        Assert.Empty(choice.Members);
        Assert.Equal(2, choice.LeftOut[UniverseExclusion.NoOpening]);
        Assert.Equal(1, choice.LeftOut[UniverseExclusion.Price]);
        Assert.Equal(1, choice.LeftOut[UniverseExclusion.DollarVolume]);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public void A_name_needs_ten_earlier_sessions_and_the_one_before(int sessions)
    {
        var choice = UniverseChooser.Choose(
            InPlay, Monday, [.. Earlier().TakeLast(sessions)], Opening(("GAP", 105, 300)), ["GAP"]);
        Assert.Equal(sessions == 10, choice.Symbols is ["GAP"]);

        var gone = Earlier().Select((day, i) => i < 11 ? day : new SessionFigures(day.Session, Days([]))).ToList();
        Assert.Empty(UniverseChooser.Choose(InPlay, Monday, gone, Opening(("GAP", 105, 300)), ["GAP"]).Members);
    }

    [Fact]
    public void The_most_active_need_no_opening_and_are_chosen_at_the_bell()
    {
        var rule = UniverseRule.Parse("mostactive:1")! with { MinDollarVolume = 100m };
        var choice = UniverseChooser.Choose(rule, Monday, Earlier(), new Dictionary<string, OpeningFigures>(), ["GAP", "FLAT"]);
        Assert.Equal(["GAP"], choice.Symbols);
        Assert.Equal(Monday.Open, choice.ChosenAt);
        Assert.Null(choice.Members[0].Gap);
    }

    [Fact]
    public void Nothing_from_the_session_or_later_among_the_earlier_figures_changes_the_choice() =>
        Gen.Select(Gen.Int[0, 5], Gen.Double[1, 500], Gen.Double[1, 1e9]).Sample((days, close, volume) =>
        {
            var later = new SessionFigures(
                Monday.Date.PlusDays(days), Days(["GAP", "FLAT", "LIGHT", "DOWN"], new DayFigures(close, volume, volume)));
            var opening = Opening(("GAP", 105, 300), ("DOWN", 95, 300));
            Assert.Equal(
                Choose(InPlay, opening).Members,
                UniverseChooser.Choose(InPlay, Monday, [.. Earlier(), later], opening, ["GAP", "FLAT", "LIGHT", "DOWN"]).Members);
        });

    [Fact]
    public void Of_the_sessions_bars_only_those_of_the_opening_half_hour_count() => Gen.Int[30, 389].Sample(minute =>
    {
        var bars = Enumerable.Range(0, 30).Append(minute).Distinct().Select(at => new Bar(
            Monday.Open + Duration.FromMinutes(at), 100, 101, 99, 100, at < 30 ? 10 : 1_000_000)).ToArray();
        Assert.Equal(new OpeningFigures(100, 100, 300), OpeningFigures.Of(new BarSeries("GAP", bars), Monday));
    });

    [Theory]
    [InlineData("Symbols", "Symbols")]
    [InlineData("inplay:20", "InPlay:20")]
    [InlineData("MOSTACTIVE:2000", "MostActive:2000")]
    [InlineData("InPlay", null)]
    [InlineData("InPlay:0", null)]
    [InlineData("InPlay:2001", null)]
    [InlineData("InPlay:-1", null)]
    [InlineData("InPlay:5:5", null)]
    [InlineData("Popular:5", null)]
    public void A_rule_is_read_in_any_case_or_refused(string text, string? name) =>
        Assert.Equal(name, UniverseRule.Parse(text)?.Name);

    [Theory]
    [InlineData("TQQQ", "", true)]
    [InlineData("XYZL", "Direxion Daily Technology Bull 3X Shares", true)]
    [InlineData("XYZS", "ProShares UltraShort QQQ", true)]
    [InlineData("XYZI", "T-Rex 2X Inverse Tesla Daily Target ETF", true)]
    [InlineData("SPY", "SPDR S&P 500 ETF Trust", false)]
    [InlineData("ULTA", "Ulta Beauty, Inc. Common Stock", false)]
    [InlineData("UCTT", "Ultra Clean Holdings, Inc. Common Stock", false)]
    [InlineData("RARE", "Ultragenyx Pharmaceutical Inc. Common Stock", false)]
    public void Leveraged_and_inverse_products_are_known_by_ticker_or_name(string symbol, string name, bool expected) =>
        Assert.Equal(expected, LeveragedProducts.Contains(symbol, name));

    private static UniverseChoice Choose(UniverseRule rule, IReadOnlyDictionary<string, OpeningFigures> opening) =>
        UniverseChooser.Choose(rule, Monday, Earlier(), opening, ["GAP", "FLAT", "LIGHT", "DOWN"]);

    private static List<SessionFigures> Earlier()
    {
        var days = new List<SessionFigures>();
        var date = Monday.Date;
        for (var back = 0; back < 12; back++)
        {
            date = Calendar.SessionBefore(date).Date;
            var close = back % 2 == 0 ? 100 : 101;
            days.Insert(0, new SessionFigures(date, new Dictionary<string, DayFigures>(StringComparer.Ordinal)
            {
                ["GAP"] = new DayFigures(close, 500_000, 100),
                ["FLAT"] = new DayFigures(close, 400_000, 100),
                ["LIGHT"] = new DayFigures(close, 300_000, 100),
                ["DOWN"] = new DayFigures(close, 200_000, 100),
            }));
        }
        return days;
    }

    private static Dictionary<string, DayFigures> Days(IEnumerable<string> symbols, DayFigures figures = default) =>
        symbols.ToDictionary(symbol => symbol, _ => figures, StringComparer.Ordinal);

    private static Dictionary<string, OpeningFigures> Opening(params (string Symbol, double Open, double Volume)[] opened) =>
        opened.ToDictionary(o => o.Symbol, o => new OpeningFigures(o.Open, o.Open, o.Volume), StringComparer.Ordinal);
}
