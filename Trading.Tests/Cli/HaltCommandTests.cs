using System.Text.Json;
using Trading.Cli;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi;

namespace Trading.Tests.Cli;

public class HaltCommandTests
{
    [Fact]
    public async Task A_halt_needs_no_connection_stands_over_runs_and_is_lifted_once()
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("halt", "--reason", "the feed looks odd"));
        Assert.Contains("HALTED since", cli.Out, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("status", "--json"));
        var halt = cli.Json().GetProperty("halt");
        Assert.Equal("the feed looks odd", halt.GetProperty("reason").GetString());
        Assert.False(halt.GetProperty("flatten").GetBoolean());
        Assert.Equal("live", cli.Json().GetProperty("book").GetString());

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("resume"));
        Assert.Contains("is lifted", cli.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("resume"));
        Assert.Contains("There was no halt", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_halt_keeps_when_and_why_it_began_and_never_takes_back_the_selling()
    {
        using var cli = new CliRun();
        await cli.RunAsync("halt", "--reason", "first", "--json");
        var first = cli.Json().GetProperty("halt");

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("halt", "--flatten", "--json"));
        await cli.RunAsync("halt", "--json");

        var now = cli.Json().GetProperty("halt");
        Assert.Equal(first.GetProperty("since").GetString(), now.GetProperty("since").GetString());
        Assert.Equal("first", now.GetProperty("reason").GetString());
        Assert.True(now.GetProperty("flatten").GetBoolean());
    }

    [Theory]
    [InlineData("two\nlines", "line break")]
    [InlineData("\u001b[2Jnothing is wrong", "control character")]
    [InlineData("#301", "301 characters")]
    public async Task A_reason_is_one_line_that_fits_every_page(string reason, string told)
    {
        using var cli = new CliRun();

        var typed = reason == "#301" ? new string('x', 301) : reason;
        Assert.Equal(ExitCode.WrongUsage, await cli.RunAsync("halt", "--reason", typed));

        Assert.StartsWith("Nothing is halted. The reason has", cli.Error, StringComparison.Ordinal);
        Assert.Contains(told, cli.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.Data));
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("halt", "--reason", new string('x', 300)));
    }

    [Fact]
    public async Task Resuming_where_nothing_ever_ran_leaves_no_trace()
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("resume"));
        Assert.Contains("There was no halt", cli.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.Data));
    }

    [Fact]
    public async Task The_simulator_has_a_halt_of_its_own()
    {
        using var cli = new CliRun();
        await cli.RunAsync("halt", "--simulator");

        await cli.RunAsync("status", "--book", "live", "--json");
        Assert.Equal(JsonValueKind.Null, cli.Json().GetProperty("halt").ValueKind);
        await cli.RunAsync("status", "--book", "simulator", "--json");
        Assert.Equal(JsonValueKind.Object, cli.Json().GetProperty("halt").ValueKind);
    }

    [Fact]
    public async Task Without_keys_the_halt_stands_and_the_selling_is_left_to_the_next_scan()
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("halt", "--flatten"));
        Assert.Contains("HALTED since", cli.Out, StringComparison.Ordinal);
        Assert.Contains("next scan of 'trading run'", cli.Out, StringComparison.Ordinal);
        Assert.Contains("APCA_API_KEY_ID", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flattening_sells_everything_now_when_the_market_is_open()
    {
        await using var exchange = await HoldingAsync(new ClockPace.Timed(1200));
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("halt", "--flatten", "--simulator", exchange.Address(), "--json"));
        Assert.True(cli.Json().GetProperty("flattened").GetProperty("isFlat").GetBoolean());
        Assert.Empty(exchange.Exchange.Positions);
        Assert.DoesNotContain(exchange.Exchange.Orders(Instant.MaxValue), o => !o.Status.IsFinal());
    }

    [Fact]
    public async Task A_clock_that_stands_still_does_not_hang_it()
    {
        await using var exchange = await HoldingAsync(new ClockPace.Stepped());
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("halt", "--flatten", "--simulator", exchange.Address()));
        Assert.Contains("On its way out: 3 FAKEA", cli.Out, StringComparison.Ordinal);

        exchange.MoveTo(exchange.Now + Duration.FromMinutes(2));
        Assert.Empty(exchange.Exchange.Positions);
    }

    [Fact]
    public async Task While_the_market_is_closed_the_selling_waits_for_the_opening_bell()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(8, 0), new ClockPace.Stepped());
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("halt", "--flatten", "--simulator", exchange.Address()));
        Assert.Contains("after the opening bell", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_started_while_halted_says_so()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(10, 0), new ClockPace.FollowsClient());
        using var cli = new CliRun();
        await cli.RunAsync("halt", "--simulator", "--reason", "lunch");

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("run", "--simulator", exchange.Address(), "--until", "2025-11-24T10:03"));
        Assert.Contains("HALTED since", cli.Out, StringComparison.Ordinal);
        Assert.Contains("lunch", cli.Out, StringComparison.Ordinal);
        Assert.Contains("trading resume --simulator", cli.Out, StringComparison.Ordinal);
    }

    // 10:02 on Monday, with three shares of FAKEA that nobody's journal knows.
    private static async Task<SimulatorServer> HoldingAsync(ClockPace pace)
    {
        var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(10, 0), pace);
        exchange.Exchange.Submit(
            new OrderRequest(new ClientOrderId("by-hand"), "FAKEA", OrderSide.Buy, 3, OrderType.Market),
                exchange.Now.FloorToMinute());
        var later = ExchangeTime.At(TestExchange.Monday, new(10, 2));
        if (exchange.Now < later) exchange.MoveTo(later);
        Assert.Equal(3, Assert.Single(exchange.Exchange.Positions).Quantity);
        return exchange;
    }
}
