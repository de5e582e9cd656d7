using Trading.Cli;
using Trading.Cli.Output;
using Trading.Simulation.AlpacaApi;

namespace Trading.Tests.Cli;

public class SimulateCommandTests
{
    [Fact]
    public async Task It_serves_a_market_says_what_to_type_and_closes_on_interrupt()
    {
        using var simulator = new InterruptibleRun("simulate", "--port", "0", "--market", "noise", "--set", "TrainingDays=11");
        await simulator.Out.WaitForAsync("In another terminal");
        var address = Address(simulator);
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("check", "--simulator", address, "--json"));

        Assert.Equal(ExitCode.Fine, await simulator.StopAsync());
        var said = simulator.Out.ToString();
        Assert.Contains("noise, seed 1", said, StringComparison.Ordinal);
        Assert.Contains("2025-11-03 03:55 New York", said, StringComparison.Ordinal);
        Assert.Contains(
            $"'trading run --simulator {address} --set TrainingDays=11 --data {simulator.Data}'", said, StringComparison.Ordinal);
        Assert.Contains("The exchange has closed at 2025-11-03 0", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(simulator.Data));
    }

    [Fact]
    public async Task Orders_cancellations_and_fills_are_lines()
    {
        using var simulator = new InterruptibleRun(
            "simulate", "--port", "0", "--market", "noise", "--set", "TrainingDays=11", "--speed", "100000", "--json");
        await simulator.Out.WaitForAsync("\"hint\"");
        using var http = new HttpClient { BaseAddress = new Uri(Address(simulator)) };
        http.DefaultRequestHeaders.Add("APCA-API-KEY-ID", "simulator");
        http.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", "simulator");

        using var order = new StringContent(
            """{"symbol":"FAKEA","qty":"2","side":"buy","type":"market","time_in_force":"day"}""", null, "application/json");
        using var answer = await http.PostAsync("/v2/orders", order, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);

        await simulator.Out.WaitForAsync("\"kind\":\"order\"");
        await simulator.Out.WaitForAsync("\"kind\":\"fill\"");
        Assert.Equal(ExitCode.Fine, await simulator.StopAsync());
    }

    [Fact]
    public async Task Switches_are_set_from_the_start()
    {
        using var simulator = new InterruptibleRun(
            "simulate", "--port", "0", "--market", "noise", "--set", "TrainingDays=11", "--switch", "halts/FAKEA",
            "--switch", """account {"collar":0.03}""");
        await simulator.Out.WaitForAsync("In another terminal");
        using var http = new HttpClient { BaseAddress = new Uri(Address(simulator)) };
        var state = await http.GetStringAsync("/simulator", TestContext.Current.CancellationToken);
        Assert.Contains("\"halted\":[\"FAKEA\"]", state, StringComparison.Ordinal);
        Assert.Contains("\"collar\":0.03", state, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, await simulator.StopAsync());
    }

    [Theory]
    [InlineData("account {\"collar\":3}", "The collar is 3")]
    [InlineData("none {}", "There is no POST /simulator/none")]
    [InlineData("fates {", "The body cannot be read")]
    [InlineData("/v2/orders {}", "its first word is no path")]
    public async Task A_switch_that_is_refused_is_one_sentence(string text, string reason)
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.WrongUsage, await cli.RunAsync(
            "simulate", "--market", "noise", "--port", "0", "--set", "TrainingDays=11", "--switch", text));
        var error = Assert.Single(cli.Error.TrimEnd('\n').Split('\n'));
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Empty(cli.Out);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(10, 0), new ClockPace.Stepped());
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("simulate", "--market", "noise", "--port", $"{exchange.Url.Port}"));
        Assert.Contains(
            $"Port {exchange.Url.Port} is taken", Assert.Single(cli.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Empty(cli.Out);
    }

    [Fact]
    public async Task Recorded_bars_are_replayed_from_the_first_day_that_a_model_can_know()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(17, 0), new ClockPace.Stepped());
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("collect", "--simulator", exchange.Address(), "--days", "11"));

        // The simulator's book is laid out as a data folder is, so its bars can be replayed as another's.
        using var simulator = new InterruptibleRun(
            "simulate", "--port", "0", "--replay", Path.Combine(cli.Data, "simulator"), "--set", "TrainingDays=5");
        await simulator.Out.WaitForAsync("In another terminal");
        // 2025-11-14 is the oldest bar; of the 19th the night before has all of its five days.
        Assert.Contains("clock shows 2025-11-19 03:55", simulator.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("FAKEA, FAKEB", simulator.Out.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, await simulator.StopAsync());
    }

    [Theory]
    [InlineData("simulate --replay", ExitCode.Failed, "no recorded bars")]
    [InlineData("simulate --replay --market noise", ExitCode.WrongUsage, "exclude each other")]
    [InlineData("simulate --replay /no/such/folder", ExitCode.WrongUsage, "/no/such/folder")]
    public async Task What_cannot_be_served_is_one_sentence(string line, int exitCode, string said)
    {
        using var cli = new CliRun();

        Assert.Equal(exitCode, await cli.RunAsync(line.Split(' ')));
        Assert.Contains(said, Assert.Single(cli.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    private static string Address(InterruptibleRun simulator)
    {
        var said = simulator.Out.ToString();
        var at = said.IndexOf("http://", StringComparison.Ordinal);
        return said[at..said.IndexOfAny([' ', '"'], at)];
    }
}
