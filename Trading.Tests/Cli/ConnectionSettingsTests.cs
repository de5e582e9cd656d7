using Trading.Cli;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Simulation.AlpacaApi;

namespace Trading.Tests.Cli;

public class ConnectionSettingsTests
{
    [Fact]
    public async Task Settings_tell_whether_a_variable_is_set_and_never_what_is_in_it()
    {
        using var cli = new CliRun();
        cli.Environment["Trading__Alpaca__SecretKey"] = "CANARYSECRET";
        cli.Environment["APCA_API_KEY_ID"] = "CANARYKEYID";

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("settings", "--json"));
        var rows = cli.Json().GetProperty("connection").EnumerateArray().ToDictionary(
            r => r.GetProperty("name").GetString()!, r => r.GetProperty("isSet").GetBoolean());
        Assert.True(rows["Trading__Alpaca__SecretKey"]);
        Assert.True(rows["APCA_API_KEY_ID"]);
        Assert.False(rows["Trading__Alpaca__KeyId"]);
        Assert.DoesNotContain("CANARY", cli.Out + cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_logs_the_calls_to_stderr_and_nothing_to_stdout()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(10, 0), new ClockPace.Stepped());
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("check", "--simulator", exchange.Address(), "--json", "--verbose"));
        Assert.True(cli.Json().GetProperty("ok").GetBoolean());
        Assert.All(cli.Error.TrimEnd('\n').Split('\n'), line => Assert.Matches(@"^\d\d:\d\d:\d\d\.\d{3} \w+: ", line));
        Assert.Contains("GET /v2/account", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_of_the_user_stand_in_for_variables_that_are_not_set()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["trading__alpaca__KEYID"] = "set" };

        UserSecrets.Add(
            [new("Trading:Alpaca:KeyId", "secret"), new("Trading:Alpaca:SecretKey", "secret"), new("Trading:Alpaca", null)],
                environment);

        Assert.Equal(2, environment.Count);
        Assert.Equal("set", environment["trading__alpaca__KEYID"]);
        Assert.Equal("secret", environment["Trading__Alpaca__SecretKey"]);
    }

    [Fact]
    public async Task The_settings_may_name_the_simulator_and_then_its_book_is_meant()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(10, 0), new ClockPace.Stepped());
        using var cli = new CliRun();
        cli.Environment["Trading__Alpaca__Environment"] = "simulator";
        cli.Environment["Trading__Alpaca__SimulatorUrl"] = exchange.Address();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("halt"));
        Assert.True(File.Exists(Path.Combine(cli.Data, "simulator", "journal.db")));
        Assert.False(File.Exists(Path.Combine(cli.Data, "journal.db")));
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("check", "--json"));
    }

    // The numbers behind the names are no names: 1 would mean Live.
    [Theory]
    [InlineData("1")]
    [InlineData("Life")]
    public async Task An_environment_that_does_not_exist_is_an_error_to_every_command_that_needs_the_exchange(string environment)
    {
        using var cli = new CliRun();
        cli.Environment["Trading__Alpaca__Environment"] = environment;
        foreach (var command in (string[][])[["status", "--book", "live"], ["check"], ["predict"], ["run"]])
        {
            var exitCode = await cli.RunAsync(command);
            Assert.Contains("Trading__Alpaca__Environment", cli.Out + cli.Error, StringComparison.Ordinal);
            Assert.NotEqual(ExitCode.Fine, exitCode);
        }
        Assert.False(File.Exists(Path.Combine(cli.Data, "journal.db")));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("Papr")]
    public async Task Trading_is_halted_and_resumed_whatever_the_exchange_s_settings_say(string environment)
    {
        using var cli = new CliRun();
        cli.Environment["Trading__Alpaca__Environment"] = environment;

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("halt", "--reason", "news"));
        Assert.Contains("HALTED", cli.Out, StringComparison.Ordinal);
        Assert.Contains("Trading__Alpaca__Environment", cli.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("halt", "--flatten"));
        Assert.Contains("Nothing was sold now", cli.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("resume"));
        Assert.Contains("is lifted", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_live_book_is_real_money_only_when_the_settings_say_so()
    {
        using var cli = new CliRun();
        await cli.RunAsync("status", "--book", "live", "--json");
        Assert.Equal("Paper", cli.Json().GetProperty("mode").GetString());

        cli.Environment["Trading__Alpaca__Environment"] = "Live";
        await cli.RunAsync("status", "--book", "live", "--json");
        Assert.Equal("Live", cli.Json().GetProperty("mode").GetString());
        await cli.RunAsync("status", "--book", "demo", "--json");
        Assert.Equal("Simulated", cli.Json().GetProperty("mode").GetString());
    }
}
