using CsCheck;
using NodaTime.Testing;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Simulation.Markets;

namespace Trading.Tests.Simulation.Markets;

public sealed class TapeMarketDataTests
{
    private static readonly SyntheticMarket Market = SampleMarkets.Market(SyntheticMarketKind.Noise, sessions: 6);
    private static readonly LocalDate Second = Market.Sessions[1];
    private static readonly Instant Open = ExchangeTime.At(Second, new LocalTime(9, 30));
    private readonly FakeClock clock = new(Open);

    [Fact]
    public async Task A_bar_is_served_from_the_moment_it_is_complete()
    {
        clock.Reset(Open + Bar.Length - Duration.Epsilon);
        Assert.Equal(0, (await Bars(Open, Instant.MaxValue)).Count);
        clock.Reset(Open + Bar.Length);
        var served = await Bars(Open, Instant.MaxValue);
        Assert.Equal(Market.Read(Second)[0].Bars[..1], served.Bars);
    }

    [Fact]
    public async Task What_is_served_is_the_recording_between_the_bounds_without_the_bars_that_are_not_complete()
    {
        var recording = Market.Sessions.Select(date => Market.Read(date)[0]).SelectMany(s => s.Bars.ToArray()).ToList();
        var (first, last) = (recording[0].Start, recording[^1].End);
        var genInstant = Gen.Long[-3_600, (long)(last - first).TotalSeconds + 3_600].Select(s => first + Duration.FromSeconds(s));
        await Gen.Select(genInstant, genInstant, genInstant).SampleAsync(async (now, from, to) =>
        {
            var served = (
                await new TapeMarketData(Market, new FakeClock(now)).GetBarsAsync([Market.Symbols[0]], from, to, default))[0];
            return served.Bars.ToArray().SequenceEqual(recording.Where(b => b.Start >= from && b.Start < to && b.End <= now));
        }, iter: 200, threads: 1);
    }

    [Fact]
    public async Task Symbols_come_in_the_order_asked_for_and_empty_when_unknown()
    {
        clock.Reset(Open + Duration.FromMinutes(10));
        string[] asked = [Market.Symbols[2], "SPY", Market.Symbols[0]];
        var series = await Data().GetBarsAsync(asked, Open, clock.GetCurrentInstant(), TestContext.Current.CancellationToken);
        Assert.Equal(asked, series.Select(s => s.Symbol));
        Assert.Equal([10, 0, 10], series.Select(s => s.Count));
    }

    [Fact]
    public async Task The_quote_is_the_last_close_that_is_known()
    {
        clock.Reset(Open + Duration.FromSeconds(119));
        var bar = Market.Read(Second)[0].Bars[0];
        Assert.Equal(new Quote(Market.Symbols[0], bar.End, bar.Close, bar.Close), await Quote());
    }

    [Fact]
    public async Task Before_the_first_bar_of_the_day_it_is_the_last_close_of_the_session_before()
    {
        clock.Reset(ExchangeTime.At(Second, new LocalTime(4, 0)));
        Assert.Equal(Market.Read(Market.Sessions[0])[0].Bars[^1].Close, (await Quote())?.Bid);
        clock.Reset(ExchangeTime.At(Market.Sessions[4].PlusDays(1), new LocalTime(12, 0)));
        Assert.Equal(Market.Read(Market.Sessions[4])[0].Bars[^1].Close, (await Quote())?.Ask);
    }

    [Fact]
    public async Task A_symbol_that_never_traded_has_no_quote()
    {
        clock.Reset(ExchangeTime.At(Market.Sessions[0], new LocalTime(9, 30)));
        Assert.Null(await Quote());
    }

    private TapeMarketData Data() => new(Market, clock);

    private async Task<BarSeries> Bars(Instant from, Instant to) =>
        (await Data().GetBarsAsync([Market.Symbols[0]], from, to, TestContext.Current.CancellationToken))[0];

    private async Task<Quote?> Quote()
    {
        var quotes = await Data().GetLatestQuotesAsync([Market.Symbols[0]], TestContext.Current.CancellationToken);
        return quotes.TryGetValue(Market.Symbols[0], out var quote) ? quote : null;
    }
}
