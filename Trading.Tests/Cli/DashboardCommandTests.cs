using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Trading.Cli;
using Trading.Cli.Output;

namespace Trading.Tests.Cli;

public sealed class DashboardCommandTests
{
    [Fact]
    public async Task It_serves_page_and_json_of_an_empty_folder_and_stops_at_once()
    {
        using var run = new InterruptibleRun("dashboard", "--port", "0", "--json");
        await run.Out.WaitForAsync("}");
        var started = JsonElement.Parse(run.Out.ToString());
        using var http = new HttpClient { BaseAddress = new Uri(started.GetProperty("url").GetString()!) };

        var page = await http.GetStringAsync("/", TestContext.Current.CancellationToken);
        var json = JsonElement.Parse(await http.GetStringAsync("/status.json", TestContext.Current.CancellationToken));
        using var other = await http.GetAsync("/etc/passwd", TestContext.Current.CancellationToken);

        Assert.Contains("No model has been trained yet.", page, StringComparison.Ordinal);
        Assert.Contains("APCA_API_KEY_ID", page, StringComparison.Ordinal);
        Assert.Equal("Paper", json.GetProperty("mode").GetString());
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(ExitCode.Fine, await run.StopAsync());
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.False(Directory.Exists(run.Data));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("dashboard", "--port", $"{port}"));
        Assert.StartsWith($"Port {port} is taken", Assert.Single(cli.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "65536")]
    [InlineData("--port", "web")]
    [InlineData("--book", "nobody's")]
    public async Task A_wrong_option_is_named_with_what_it_may_be(string option, string value)
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.WrongUsage, await cli.RunAsync("dashboard", option, value));
        Assert.StartsWith(
            $"{option} is '{value}'; it may be", Assert.Single(cli.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("backtest")]
    public async Task The_status_of_a_run_of_its_own_has_no_broker_to_complain_of(string book)
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("status", "--book", book, "--json"));
        Assert.Equal(
            ["journal", "models"], cli.Json().GetProperty("health").EnumerateArray()
            .Select(h => h.GetProperty("part").GetString()));
        await cli.RunAsync("status", "--book", book);
        Assert.DoesNotContain("broker", cli.Out, StringComparison.OrdinalIgnoreCase);
    }
}
