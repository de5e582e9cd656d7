using System.Security.Cryptography;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Simulation.Markets;

namespace Trading.Tests.Simulation.Markets;

public sealed class SyntheticMarketTests
{
    [Theory]
    [InlineData(SyntheticMarketKind.Noise)]
    [InlineData(SyntheticMarketKind.Planted)]
    [InlineData(SyntheticMarketKind.Turning)]
    [InlineData(SyntheticMarketKind.Asymmetric)]
    public void The_same_options_give_the_same_bars_and_another_seed_gives_others(SyntheticMarketKind kind)
    {
        var bars = Fingerprint(SampleMarkets.Market(kind, seed: 5));
        Assert.Equal(bars, Fingerprint(SampleMarkets.Market(kind, seed: 5)));
        Assert.NotEqual(bars, Fingerprint(SampleMarkets.Market(kind, seed: 6)));
    }

    [Theory]
    [InlineData(SyntheticMarketKind.Planted, "AA093D40A9DD6502")]
    [InlineData(SyntheticMarketKind.Turning, "CE3014941EBC07A7")]
    public void Planted_and_turning_give_the_bars_that_they_gave_before_noise_had_moods(SyntheticMarketKind kind, string golden)
    {
        // Computed by the code of before.
        var options = SampleMarkets.Options(kind, 1, seed: 5) with
        {
            First = new(2025, 10, 1),
            Last = new(2025, 10, 10),
            TurnsOn = kind == SyntheticMarketKind.Turning ? new LocalDate(2025, 10, 7) : null,
        };
        Assert.StartsWith(golden, Fingerprint(new SyntheticMarket(options, new NyseCalendar())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SyntheticMarketKind.Planted)]
    [InlineData(SyntheticMarketKind.Noise)]
    public void A_session_does_not_depend_on_which_other_sessions_and_symbols_there_are(SyntheticMarketKind kind)
    {
        var wide = SampleMarkets.Options(kind, 10, seed: 3);
        var session = wide.First.PlusDays(2);
        var narrow = wide with { First = session, Last = session, Symbols = [wide.Symbols[4]] };
        var alone = Assert.Single(new SyntheticMarket(narrow, new WeekdayCalendar()).Read(session));
        var among = new SyntheticMarket(wide, new WeekdayCalendar()).Read(session).Single(s => s.Symbol == alone.Symbol);
        Assert.Equal(among.Bars, alone.Bars);
    }

    [Fact]
    public void Symbols_and_sessions_differ_from_one_another()
    {
        var market = SampleMarkets.Market(SyntheticMarketKind.Planted, sessions: 3);
        var walks = market.Sessions.SelectMany(market.Read).Select(s => string.Join(',', s.Bars.ToArray().Select(b => b.Volume)))
            .ToList();
        Assert.Equal(30, walks.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(SyntheticMarketKind.Noise)]
    [InlineData(SyntheticMarketKind.Planted)]
    [InlineData(SyntheticMarketKind.Turning)]
    [InlineData(SyntheticMarketKind.Asymmetric)]
    public void Every_minute_has_a_valid_bar_that_opens_where_the_last_one_closed(SyntheticMarketKind kind)
    {
        var market = SampleMarkets.Market(kind, sessions: 10);
        Assert.Equal(10, market.Sessions.Count);
        foreach (var date in market.Sessions)
        {
            var session = new WeekdayCalendar().SessionOn(date)!;
            Assert.Equal(market.Symbols, market.Read(date).Select(s => s.Symbol));
            foreach (var series in market.Read(date))
            {
                Assert.Equal(390, series.Count);
                for (var minute = 0; minute < series.Count; minute++)
                {
                    var bar = series.Bars[minute];
                    Assert.Null(bar.Error());
                    Assert.Equal(session.Open + Duration.FromMinutes(minute), bar.Start);
                    Assert.True(PriceIncrement.IsValid(bar.Open) && PriceIncrement.IsValid(bar.High)
                        && PriceIncrement.IsValid(bar.Low));
                    Assert.InRange(bar.Low, 60m, 2_000m);
                    Assert.True(bar.Volume >= 100, $"{series.Symbol} {bar}");
                    // Only the asymmetric market falls between two bars.
                    if (minute > 0 && (kind != SyntheticMarketKind.Asymmetric || bar.Open > 0.9m * series.Bars[minute - 1].Close))
                        Assert.Equal(series.Bars[minute - 1].Close, bar.Open);
                }
            }
        }
    }

    [Fact]
    public void A_session_that_closes_at_one_has_210_bars()
    {
        var options = SampleMarkets.Options(SyntheticMarketKind.Noise, 1, seed: 1);
        var market = new SyntheticMarket(options, new WeekdayCalendar(options.First));
        Assert.All(market.Read(options.First), series => Assert.Equal(210, series.Count));
    }

    [Fact]
    public void Every_session_opens_near_the_symbols_own_price()
    {
        var market = SampleMarkets.Market(SyntheticMarketKind.Planted, sessions: 20);
        var opens = market.Sessions.SelectMany(market.Read).GroupBy(s => s.Symbol, s => s.Bars[0].Open, StringComparer.Ordinal);
        Assert.All(opens, symbol => Assert.InRange(symbol.Max() / symbol.Min(), 1.0001m, 1.05m));
    }

    [Fact]
    public void A_date_without_a_session_has_no_bars() =>
        Assert.Empty(SampleMarkets.Market(SyntheticMarketKind.Noise).Read(SampleMarkets.Monday.PlusDays(-1)));

    [Fact]
    public void The_turn_changes_nothing_before_its_date()
    {
        var planted = SampleMarkets.Options(SyntheticMarketKind.Planted, 5, seed: 2);
        var turns = planted.First.PlusDays(3);
        var turning = new SyntheticMarket(
            planted with { Kind = SyntheticMarketKind.Turning, TurnsOn = turns }, new WeekdayCalendar());
        var steady = new SyntheticMarket(planted, new WeekdayCalendar());
        foreach (var date in steady.Sessions)
            Assert.Equal(date < turns, steady.Read(date)[0].Bars.SequenceEqual(turning.Read(date)[0].Bars));
    }

    [Fact]
    public void A_turn_belongs_to_turning_markets_only()
    {
        var options = SampleMarkets.Options(SyntheticMarketKind.Planted, 1, seed: 1);
        Assert.Throws<ArgumentException>(
            () => new SyntheticMarket(options with { TurnsOn = options.First }, new WeekdayCalendar()));
        Assert.Throws<ArgumentException>(() =>
            new SyntheticMarket(options with { Kind = SyntheticMarketKind.Turning }, new WeekdayCalendar()));
    }

    [Fact]
    public void A_strength_that_no_drift_can_give_is_refused()
    {
        var options = SampleMarkets.Options(SyntheticMarketKind.Planted, 1, seed: 1) with { Strength = 0.99 };
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarket(options, new WeekdayCalendar()));
    }

    private static string Fingerprint(SyntheticMarket market)
    {
        var text = string.Join(
            ';', market.Sessions.SelectMany(market.Read).Select(s => $"{s.Symbol}:{string.Join(',', s.Bars.ToArray())}"));
        return Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}
