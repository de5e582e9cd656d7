using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Simulation.Markets;

namespace Trading.Tests.Simulation.Backtest;

/// <summary>A plan with a horizon: label, oracle and trade end at the same time.</summary>
public sealed class HorizonTests
{
    private static readonly TradingSettings HalfAnHour = SmallMarket.Settings with
    {
        Horizon = Duration.FromMinutes(30),
        // The market's edge is smaller within half an hour, and what is tested is not whether it can be found.
        Learning = SmallMarket.Settings.Learning with { Promotion = Promotion.Always },
        Risk = SmallMarket.Settings.Risk with { MinConfidence = 0.5 },
    };

    [Fact]
    public async Task Every_trade_ends_at_its_horizon_as_its_label_says()
    {
        var tape = SmallMarket.Tape();
        var (result, _) = await SmallMarket.RunAsync(tape, settings: HalfAnHour);

        Assert.Empty(result.Summary.Violations);
        Assert.True(result.Summary.FlatAtEveryClose);
        Assert.Contains(result.Trades, t => t.ExitReason == ExitReason.TimeExit);
        Assert.All(result.Trades, trade =>
        {
            var session = SmallMarket.Calendar.SessionOn(trade.Session)!;
            var bars = tape.Read(trade.Session).Single(s => s.Symbol == trade.Symbol).Bars;
            var label = TripleBarrier.Label(bars, DecidedAt(trade.EntryId), session, HalfAnHour.Plan)!.Value;
            Assert.InRange(trade.ExitAt!.Value - DecidedAt(trade.EntryId), Duration.Zero, Duration.FromMinutes(31));
            // A fill inside a bar is stamped with the bar's end, one at its open with its start.
            var stamped = trade.ExitReason is ExitReason.StopLoss or ExitReason.TakeProfit ? Bar.Length : Duration.Zero;
            Assert.Equal(label.EntryAt, trade.EntryAt);
            Assert.InRange(trade.ExitAt.Value - label.ExitAt, Duration.Zero, stamped);
            Assert.Equal(ReasonOf(label.Barrier, label.ExitAt, session), trade.ExitReason);
        });

        static Instant DecidedAt(ClientOrderId id)
        {
            var time = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd-HHmm").Parse(id.Value[..13]).Value;
            return ExchangeTime.At(time.Date, time.TimeOfDay);
        }
    }

    [Theory]
    [InlineData(90)]
    [InlineData(0)]
    [InlineData(-60)]
    public void A_horizon_that_is_no_whole_number_of_minutes_has_no_oracle(int seconds)
    {
        var plan = SmallMarket.Settings.Plan with { Horizon = Duration.FromSeconds(seconds) };
        var error = Assert.Throws<ArgumentException>(() => new SyntheticMarket(
            new SyntheticMarketOptions
            {
                Kind = SyntheticMarketKind.Planted,
                First = SmallMarket.From,
                Last = SmallMarket.To,
                Rules = plan,
                Seed = 1,
                Symbols = SmallMarket.Settings.Symbols,
            },
            SmallMarket.Calendar));
        Assert.Contains("Horizon", error.Message, StringComparison.Ordinal);
    }

    private static ExitReason ReasonOf(Trading.Core.Learning.Barrier barrier, Instant exit, Session session) => barrier switch
    {
        Trading.Core.Learning.Barrier.Stop => ExitReason.StopLoss,
        Trading.Core.Learning.Barrier.Target => ExitReason.TakeProfit,
        _ => exit >= HalfAnHour.Plan.DayExit(session) ? ExitReason.EndOfDay : ExitReason.TimeExit,
    };
}
