using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.Storm;

namespace Trading.Tests.Simulation.Storm;

/// <summary>What the storm would find: orders without a program that cares for them.</summary>
public sealed class StormOracleTests
{
    [Fact]
    public void Shares_without_a_stop_are_found_after_some_minutes()
    {
        var world = World();
        At(world, 10, () => Buy(world, 1, isBracket: false));
        var violation = Run(world);
        Assert.Equal("every position is stopped or being sold", violation.Rule);
        Assert.InRange((violation.At - world.Plan.Sessions[0].Open).TotalMinutes, 13, 14);
    }

    [Fact]
    public void A_fault_gives_more_time_for_a_stop()
    {
        var world = World();
        At(world, 10, () => Buy(world, 1, isBracket: false));
        At(world, 12, () => world.Oracle.Disturb(0, world.Loop.Now + Duration.FromMinutes(2)));
        Assert.InRange((Run(world).At - world.Plan.Sessions[0].Open).TotalMinutes, 17, 18);
    }

    [Fact]
    public void A_second_entry_of_a_symbol_is_found()
    {
        var world = World();
        At(world, 10, () => Buy(world, 1));
        At(world, 11, () => Buy(world, 2));
        Assert.Equal("one position a symbol", Run(world).Rule);
    }

    [Fact]
    public void A_sale_of_what_is_not_held_is_found()
    {
        var world = World();
        At(world, 10, () => Sell(world));
        Assert.Equal("never short", Run(world).Rule);
    }

    [Fact]
    public void Shares_that_stand_after_the_close_are_found()
    {
        var world = World();
        var session = world.Plan.Sessions[0];
        // So late that the missing stop is no violation yet.
        world.Loop.At(session.Close - Duration.FromMinutes(2), () => Buy(world, 1, isBracket: false));
        var violation = Run(world);
        Assert.Equal(("flat after the close", session.Date), (violation.Rule, violation.At.InNewYork().Date));
    }

    [Fact]
    public void A_trade_that_the_journal_does_not_have_is_found()
    {
        var world = World();
        At(world, 10, () => Buy(world, 1, isBracket: false));
        At(world, 11, () => Sell(world));
        Assert.Equal("the journal's trades are the exchange's cash", Run(world).Rule);
    }

    [Fact]
    public void Refused_entries_each_minute_are_found()
    {
        var day = World().Plan.Sessions[0];
        var world = World(new Fault(FaultKind.EntriesRefused, day.Open, day.Close));
        for (var minute = 10; minute < 20; minute++)
        {
            var number = minute;
            At(world, number, () => Buy(world, number));
        }
        Assert.Equal("a refused entry is not repeated each minute", Run(world).Rule);
    }

    private static StormWorld World(params Fault[] faults) =>
        new(StormPlan.Of(1, StormLevel.Bounded) with { Faults = faults }, keepLines: false);

    private static Violation Run(StormWorld world)
    {
        world.PlanMarket();
        world.Loop.RunUntil(world.Plan.Sessions[^1].Open + Duration.FromMinutes(9));
        Assert.NotNull(world.Oracle.Violation);
        return world.Oracle.Violation;
    }

    private static void At(StormWorld world, int minute, Action happens) =>
        world.Loop.At(world.Plan.Sessions[0].Open + Duration.FromMinutes(minute) + Duration.FromSeconds(1), happens);

    private static void Buy(StormWorld world, int number, bool isBracket = true)
    {
        var symbol = world.Plan.Symbols[0];
        var price = world.Market.Before(symbol, world.Loop.Now)!.Value.Price;
        Send(world, new OrderRequest(
            new ClientOrderId($"entry{number}"), symbol, OrderSide.Buy, 5, OrderType.Market,
            Bracket: isBracket ? new Bracket(decimal.Round(price * 0.5m, 2), decimal.Round(price * 2m, 2)) : null));
    }

    private static void Sell(StormWorld world) =>
        Send(world, new OrderRequest(new ClientOrderId("exit"), world.Plan.Symbols[0], OrderSide.Sell, 5, OrderType.Market));

    private static void Send(StormWorld world, OrderRequest request)
    {
        _ = world.Watch.Of(0, StormPort.Broker, new OrderCall(request.Symbol, request.Side, false), Dice.Of(1));
        _ = world.Desk.Submit(request);
    }
}
