using Trading.Core.Evaluation;
using Trading.Core.Evaluation.Holding;
using Trading.Core.Market;
using Trading.Reporting;
using Trading.Reporting.Backtests;
using Trading.Simulation.Backtest;

namespace Trading.Tests.Simulation.Backtest;

/// <summary>What a backtest says of the bars that it had, and what its buy-and-hold is worth on them.</summary>
public sealed class BacktestHonestyTests
{
    private static readonly LocalDate Last = new(2025, 11, 14);
    private static readonly Instant Noon = ExchangeTime.At(SmallMarket.To, new LocalTime(12, 0));

    // On the last day no symbol has a bar from noon on; FAKED ends the day before, and each session has bars in extra hours and a
    // print at the closing bell at prices that would change everything.
    private static readonly Lazy<Task<BacktestResult>> Spoiled = new(async () => (await SmallMarket.RunAsync(
        new SpoiledTape(
            SmallMarket.Tape(),
            (session, series) =>
                session < SmallMarket.From ? series
                : series.Symbol == "FAKED" && session >= SmallMarket.To ? null
                : WithExtraHours(session, session < SmallMarket.To ? series : series.Part(Instant.MinValue, Noon)),
            SmallMarket.From.PlusDays(1)),
        SmallMarket.From, SmallMarket.To,
        options: new BacktestOptions
        {
            Run = "spoiled",
            Asked = [.. SmallMarket.Settings.Symbols, "NONE"],
        })).Result);

    [Fact]
    public async Task A_position_whose_symbol_has_no_more_bars_is_sold_at_an_old_price_and_flat_is_qualified()
    {
        var result = await Spoiled.Value;
        var close = SmallMarket.Calendar.SessionOn(SmallMarket.To)!.Close;
        var stale = result.Trades.Where(trade => trade.ExitAt == close).ToList();

        Assert.NotEmpty(stale);
        // The last price is that of noon, four hours before the bell, less the slippage of a market order.
        Assert.All(stale, trade => Assert.Equal(
            result.Prices.Single(series => series.Symbol == trade.Symbol).Bars.ToArray().Last(bar => bar.Start < Noon).Close
                * 0.9998m,
            trade.ExitPrice));
        Assert.Equal(
            new StaleExits(stale.Count, 240, []),
            result.Summary.StaleExits with { Symbols = [] });
        Assert.Equal(stale.Select(trade => trade.Symbol).Distinct().Order(), result.Summary.StaleExits.Symbols);
        Assert.True(result.Summary.FlatAtEveryClose);
        Assert.StartsWith($"yes, but {stale.Count} of {result.Summary.Trades} trades", RangeText.Flat(result.Summary));
        Assert.Contains("up to 4 h 0 min", RangeText.Flat(result.Summary), StringComparison.Ordinal);
        Assert.Empty(result.Summary.Violations);
    }

    [Fact]
    public async Task Missing_sessions_and_symbols_are_told_in_summary_and_report()
    {
        var result = await Spoiled.Value;
        var range = result.Summary.Range!;

        Assert.Equal((1, SmallMarket.From.PlusDays(1)), (range.MissingSessions, Assert.Single(range.FirstMissing)));
        Assert.Equal(["NONE"], range.WithoutBars);
        Assert.Empty(range.Shortened);
        Assert.Equal(
            [new SymbolDate("FAKED", SmallMarket.From)], result.Summary.Baselines.Holding.Ended);
        var page = HtmlReport.Render(result);
        foreach (var said in new[] { "2025-11-11", "NONE", "FAKED (2025-11-10)", "no bar" })
            Assert.Contains(said, page, StringComparison.Ordinal);
    }

    /// <summary>A quarter of the money in each symbol, by hand: bought and sold at two basis points, from the first regular open
    /// to the last regular close of the plain tape.</summary>
    [Fact]
    public async Task Its_buy_and_hold_is_that_of_the_regular_hours()
    {
        var (result, tape) = (await Spoiled.Value, SmallMarket.Tape());
        var mean = tape.Symbols.Average(symbol =>
        {
            var bought = tape.Read(SmallMarket.From).Single(series => series.Symbol == symbol).Bars[0].Open;
            var sold = symbol == "FAKED"
                ? tape.Read(SmallMarket.From).Single(series => series.Symbol == symbol).Bars[^1].Close
                : tape.Read(SmallMarket.To).Single(series => series.Symbol == symbol).Bars.ToArray()
                    .Last(bar => bar.Start < Noon).Close;
            return (double)(sold * 0.9998m / (bought * 1.0002m)) - 1;
        });

        Assert.Equal(mean, result.Summary.Baselines.BuyAndHold.Return, 9);
        Assert.Equal(mean * 100_000, (double)result.Summary.Baselines.BuyAndHold.Pnl, 4);
        Assert.Equal(3, result.Summary.Baselines.Holding.StaleExits.Count);
    }

    [Fact]
    public async Task A_plain_run_has_nothing_to_tell()
    {
        var summary = (await SmallMarket.Plain.Value).Result.Summary;
        Assert.Empty(RangeText.Of(summary));
        Assert.Equal("yes", RangeText.Flat(summary));
    }

    [Fact]
    public async Task A_range_that_reaches_beyond_the_tape_is_shortened_and_says_so()
    {
        var (result, _) = await SmallMarket.RunAsync(SmallMarket.Tape(), Last, Last.PlusDays(10));
        Assert.Equal([RangeShortening.RecordingEnds], result.Summary.Range!.Shortened);
        Assert.Equal((Last.PlusDays(10), Last), (result.Summary.Range.AskedTo, result.Summary.Range.To));
        Assert.Contains("2025-11-24", Assert.Single(RangeText.Of(result.Summary)), StringComparison.Ordinal);
    }

    // Friday to Monday is no session less.
    [Theory]
    [InlineData("2025-11-01", "2025-11-09", "2025-11-03", "2025-11-07", "")]
    [InlineData("2025-10-31", "2025-11-10", "2025-11-03", "2025-11-07", "RecordingBegins RecordingEnds")]
    [InlineData("2025-11-03", "2025-11-07", "2025-11-05", "2025-11-07", "LearnedFrom")]
    [InlineData(null, null, "2025-11-05", "2025-11-07", "")]
    public void A_range_is_shorter_than_asked_when_sessions_of_the_exchange_are_left_out(
        string? askedFrom, string? askedTo, string first, string last, string expected)
    {
        LocalDate[] recorded = [.. Enumerable.Range(3, 5).Select(day => new LocalDate(2025, 11, day))];
        var range = RangeReport.Of(
            SmallMarket.Calendar, recorded, Date(askedFrom), Date(askedTo),
            [.. recorded.Where(date => date >= Date(first) && date <= Date(last))]);

        Assert.Equal(expected, string.Join(' ', range.Shortened));
        Assert.Equal(0, range.MissingSessions);
    }

    private static LocalDate? Date(string? text) =>
        text is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static BarSeries WithExtraHours(LocalDate date, BarSeries series)
    {
        var session = SmallMarket.Calendar.SessionOn(date)!;
        static Bar At(Instant start, decimal price) => new(start, price, price, price, price, 1_000_000);
        return new BarSeries(series.Symbol,
        [
            At(session.Open - Duration.FromMinutes(90), 3), .. series.Bars, At(session.Close, 777),
            At(session.Close + Duration.FromMinutes(100), 999),
        ]);
    }
}
