using Trading.Cli.Output;

namespace Trading.Tests.Simulation.AlpacaApi;

public sealed class HaltTests
{
    [Fact]
    public async Task While_a_symbol_is_halted_orders_are_taken_and_nothing_fills()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await desk.PostAsync("/simulator/halts/SPY", "");
        var order = await desk.BuyAsync(1);
        Assert.Equal("true", (await desk.GetAsync("/v2/assets/SPY"))["tradable"]);
        desk.MoveTo("10:33");
        Assert.Equal("new", (await desk.GetAsync($"/v2/orders/{order.Id}"))["status"]);

        await desk.DeleteAsync("/simulator/halts/SPY");
        desk.MoveTo("10:34");
        Assert.Equal(("filled", "2025-11-03T15:33:00Z"),
            (await desk.GetAsync($"/v2/orders/{order.Id}")) is var now ? (now["status"], now["filled_at"]) : default);
        Assert.Equal(404, (await desk.DeleteAsync("/simulator/halts/SPY")).Status);
    }

    [Fact]
    public async Task A_stop_does_not_protect_while_its_symbol_is_halted_and_the_close_sells_nothing()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await desk.BuyBracketFilledAsync();
        desk.Server.Halt("SPY");
        desk.MoveTo("17:00");
        Assert.Equal("5", (await desk.GetAsync("/v2/positions/SPY"))["qty"]);
        Assert.Single(desk.Server.Fills);
    }
}
