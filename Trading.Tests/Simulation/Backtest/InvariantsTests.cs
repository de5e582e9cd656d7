using Trading.Cli.Output;
using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Simulation.Backtest;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Simulation.Backtest;

/// <summary>A healthy step breaks nothing; each check fails when its own fault, and no other, is put in.</summary>
public sealed class InvariantsTests
{
    private static readonly Instant Now = Minute(60);

    [Fact]
    public void A_healthy_step_breaks_nothing() => Assert.Empty(Invariants.Breaches(Healthy()));

    [Fact]
    public void Check_1_sees_more_positions_and_pending_entries_than_allowed()
    {
        var orders = Enumerable.Range(0, 10).Select(
            i => Entry($"S{i}") with
            {
                SubmittedAt = Minute(-10),
                Status = OrderStatus.Open,
                FilledQuantity = 0,
                FilledAt = null,
                Legs = []
            });
        AssertBreach("1", Healthy(orders: [.. Healthy().Exchange.Orders, .. orders]));
    }

    [Fact]
    public void Check_2_sees_a_position_of_six_shares() => AssertBreach("2", Healthy(
        orders: [Entry("SPY") with { Legs = [Stop() with { Quantity = 6 }] }], positions: [new Position("SPY", 6, 100, 100)]));

    [Fact]
    public void Check_2_sees_an_entry_that_risks_too_much() => AssertBreach("2", Healthy() with
    {
        Exchange = Healthy().Exchange with { Account = new AccountSnapshot(999, 999, 999) },
    });

    [Fact]
    public void Check_2_sees_an_entry_without_a_bracket() => AssertBreach("2", Healthy(
        intents: [Intent() with { Request = Intent().Request with { Bracket = null } }]));

    [Fact]
    public void Check_3_sees_an_entry_below_the_confidence() =>
        AssertBreach("3", Healthy(intents: [Intent() with { Probability = 0.649 }]));

    [Fact]
    public void Check_3_sees_an_entry_of_a_model_that_was_not_promoted() =>
        AssertBreach("3", Healthy() with { Model = CurrentModel.None with { Newest = "model" } });

    [Fact]
    public void Check_3_sees_an_entry_of_a_model_of_another_schema() =>
        AssertBreach("3", Healthy() with { SchemaOf = _ => FeatureSchema.Version + 1 });

    [Fact]
    public void Check_4_sees_a_position_without_a_stop() =>
        AssertBreach("4", Healthy(orders: [Entry("SPY") with { Legs = [Stop() with { Status = OrderStatus.Cancelled }] }]));

    [Fact]
    public void Check_4_sees_a_stop_that_covers_too_little() =>
        AssertBreach("4", Healthy(orders: [Entry("SPY") with { Legs = [Stop() with { Quantity = 4 }] }]));

    /// <summary>What guards the shares of an entry that filled in part: its legs went with the rest.</summary>
    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    public void Check_4_counts_a_stop_of_its_own_for_all_shares_however_old(int shares, bool isCovered)
    {
        var stop = Stop() with { Quantity = shares, SubmittedAt = Now - Duration.FromHours(3) };
        var step = Healthy(orders: [Entry("SPY") with { Legs = [] }, stop], intents: [Intent()]);
        Assert.Equal(isCovered, !Invariants.Breaches(step).Any(breach => breach.Contains(": 4 ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Check_4_sees_a_position_that_stands_bare_though_a_sale_is_tried_each_minute()
    {
        var sale = Intent() with
        {
            Request = Intent().Request with { Side = OrderSide.Sell, Bracket = null },
            Purpose = OrderPurpose.Unprotected
        };
        var bare = Healthy(orders: [Entry("SPY") with { Legs = [] }], intents: [Intent(), sale]);
        Assert.Empty(Invariants.Breaches(bare));
        AssertBreach("4", bare with { StepsWithoutCover = new Dictionary<string, int>(StringComparer.Ordinal) { ["SPY"] = 6 } });
    }

    [Fact]
    public void Check_5_sees_an_order_without_an_intent() => AssertBreach("5", Healthy(intents: []));

    [Fact]
    public void Check_5_sees_an_order_that_was_sent_before_it_was_written() =>
        AssertBreach("5", Healthy() with { SentWithoutIntent = [Intent().Id] });

    [Fact]
    public void Check_6_sees_a_second_entry_in_the_same_minute() => AssertBreach("6", Healthy(
        orders: [.. Healthy().Exchange.Orders, Entry("SPY") with { BrokerId = "twice" }]));

    [Fact]
    public void Check_7_sees_a_position_after_the_close() => AssertBreach("7", Healthy() with { Minute = Monday.Close });

    [Fact]
    public void Check_8_sees_a_decision_on_a_bar_that_was_not_complete() =>
        AssertBreach("8", Healthy(intents: [Intent() with { BasedOn = Now }]));

    [Fact]
    public void Check_8_sees_a_price_that_no_bar_had() => AssertBreach("8", Healthy() with { RecordedClose = (_, _) => 100.01m });

    [Fact]
    public void Check_8_sees_a_bar_that_was_served_too_early() =>
        AssertBreach("8", Healthy() with { ServedTooEarly = ["SPY 10:31"] });

    [Fact]
    public void Check_8_sees_a_fill_before_its_order() => AssertBreach("8", Healthy(
        orders: [Entry("SPY") with { FilledAt = Now - Duration.FromSeconds(1) }]));

    [Fact]
    public void Check_9_sees_real_money_without_both_switches()
    {
        AssertBreach("9", Healthy() with { Mode = TradingMode.Live });
        Assert.Empty(Invariants.Breaches(Healthy() with { Mode = TradingMode.Live, LiveIsSwitchedOnTwice = true }));
    }

    private static void AssertBreach(string number, StepSnapshot step)
    {
        var breaches = Invariants.Breaches(step).ToList();
        Assert.NotEmpty(breaches);
        Assert.All(breaches, b => Assert.Contains($": {number} ", b, StringComparison.Ordinal));
    }

    private static StepSnapshot Healthy(
        IReadOnlyList<BrokerOrder>? orders = null, IReadOnlyList<Position>? positions = null,
            IReadOnlyList<OrderIntent>? intents = null) => new()
            {
                Session = Monday,
                Minute = Now,
                Limits = new RiskLimits(),
                Promotion = Promotion.Proven,
                Mode = TradingMode.Simulated,
                Exchange = new BrokerView(
                new AccountSnapshot(100_000, 100_000, 100_000), positions ?? [new Position("SPY", 5, 100, 100)], orders
                    ?? [Entry("SPY")]),
                Intents = intents ?? [Intent()],
                Model = new CurrentModel("model", "model", "", Monday.Open),
                SchemaOf = _ => FeatureSchema.Version,
                RecordedClose = (_, _) => 100m,
                StepsWithoutCover = new Dictionary<string, int>(StringComparer.Ordinal),
            };

    private static OrderIntent Intent() => new(
        new OrderRequest(Id("SPY"), "SPY", OrderSide.Buy, 5, OrderType.Market, Bracket: new Bracket(98m, 104m)),
        OrderPurpose.Entry, Monday.Date, Now, Now - Duration.FromMinutes(1), 100m, 0.7, "model");

    private static BrokerOrder Entry(string symbol) => new(
        "b" + symbol, Id(symbol), symbol, OrderSide.Buy, OrderType.Market, 5, null, null,
        OrderStatus.Filled, Now, 5, 100m, Now, [Stop()]);

    private static BrokerOrder Stop() => new(
        "stop", new ClientOrderId("leg"), "SPY", OrderSide.Sell, OrderType.Stop, 5, null, 98m, OrderStatus.Open, Now, 0, null,
            null, []);

    private static ClientOrderId Id(string symbol) => ClientOrderId.Entry(Monday.Date, Now, symbol);
}
