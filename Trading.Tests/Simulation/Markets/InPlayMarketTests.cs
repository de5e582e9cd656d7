using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Simulation.Markets;
using Trading.Simulation.Markets.Synthetic;

namespace Trading.Tests.Simulation.Markets;

public sealed class InPlayMarketTests
{
    private static readonly NyseCalendar Calendar = new();
    private static readonly LocalDate First = new(2025, 10, 1);
    private static readonly LocalDate Last = new(2025, 10, 14);

    private readonly SyntheticMarket inPlay = Market(SyntheticMarketKind.InPlay);
    private readonly SyntheticMarket inPlayNoise = Market(SyntheticMarketKind.InPlayNoise);
    private readonly SyntheticMarket noise = Market(SyntheticMarketKind.Noise);

    [Fact]
    public void About_one_name_in_fifty_opens_with_a_gap_on_heavy_volume_and_the_others_are_noise_to_the_cent()
    {
        var (days, news) = (0, 0);
        foreach (var session in inPlay.Sessions)
        {
            foreach (var (series, usual) in inPlay.Read(session).Zip(noise.Read(session)))
            {
                days++;
                var day = InPlayDay.Of(series.Symbol, Calendar.SessionOn(session)!, seed: 7);
                if (!day.IsInPlay)
                {
                    Assert.Equal(usual.Bars.ToArray(), series.Bars.ToArray());
                    continue;
                }
                news++;
                Assert.InRange(Math.Abs(day.Gap), 0.05, 0.1);
                Assert.InRange((double)(series.Bars[0].Open / usual.Bars[0].Open) - 1 - day.Gap, -0.03, 0.03);
                var opening = series.Bars[..30].ToArray().Sum(bar => bar.Volume);
                Assert.True(opening > 2 * 30 * new SyntheticSymbol(series.Symbol).Volume);
            }
        }
        Assert.InRange((double)news / days, 0.015, 0.025);
    }

    [Fact]
    public void Without_a_rule_the_same_names_have_the_same_gaps_and_their_noise_has_five_times_the_volume()
    {
        foreach (var session in inPlayNoise.Sessions)
        {
            foreach (var (series, usual) in inPlayNoise.Read(session).Zip(noise.Read(session)))
            {
                var day = InPlayDay.Of(series.Symbol, Calendar.SessionOn(session)!, seed: 7);
                if (!day.IsInPlay) continue;
                Assert.Equal(1 + day.Gap, (double)(series.Bars[0].Open / usual.Bars[0].Open), 0.001);
                Assert.InRange(
                    (double)series.Bars.ToArray().Sum(bar => bar.Volume) / usual.Bars.ToArray().Sum(bar => bar.Volume), 4.9, 5.1);
            }
        }
    }

    [Fact]
    public void Some_names_of_a_session_are_made_without_the_others_and_are_the_same()
    {
        var wanted = inPlay.Symbols.Where((_, i) => i % 7 == 0).ToHashSet(StringComparer.Ordinal);
        var alone = Market(SyntheticMarketKind.InPlay).Read(First, wanted).ToList();
        Assert.Equal(wanted.Order(StringComparer.Ordinal), alone.Select(series => series.Symbol));
        foreach (var (one, same) in alone.Zip(inPlay.Read(First).Where(series => wanted.Contains(series.Symbol))))
            Assert.Equal(same.Bars.ToArray(), one.Bars.ToArray());
    }

    [Fact]
    public void A_market_with_more_names_has_those_of_a_smaller_one_and_all_are_tickers()
    {
        var all = MadeUpTickers.Of(MadeUpTickers.Most);
        Assert.Equal(MadeUpTickers.Most, all.Distinct(StringComparer.Ordinal).Count());
        Assert.All(all, ticker => Assert.Matches("^[A-Z]{5}$", ticker));
        Assert.Equal(all.Take(10), MadeUpTickers.Of(10));
        Assert.Equal(all.Take(3), MadeUpTickers.Of(3));
        Assert.Equal(all.Take(2_000), MadeUpTickers.Of(2_000));
    }

    private static SyntheticMarket Market(SyntheticMarketKind kind) => new(
        new SyntheticMarketOptions
        {
            Kind = kind,
            First = First,
            Last = Last,
            Rules = new TradingSettings().Plan,
            Seed = 7,
            Symbols = MadeUpTickers.Of(150),
        },
        Calendar);
}
