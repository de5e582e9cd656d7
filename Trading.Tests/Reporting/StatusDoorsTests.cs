using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime.Text;
using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Cli.Status;
using Trading.Functions.Triggers;
using Trading.Reporting;
using Trading.Tests.Cli;
using Trading.Tests.Core.Status;

namespace Trading.Tests.Reporting;

/// <summary>The status document is one: each door gives the same bytes for the same moment.</summary>
public sealed class StatusDoorsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_command_line_and_the_dashboard_give_the_bytes_of_the_document()
    {
        var report = MadeUpStatus.Bad();
        var expected = Encoding.UTF8.GetBytes(StatusJson.Of(report));

        await using var server = await DashboardServer.StartAsync(
            0, new DashboardPages(
                _ => Task.FromResult(report), (_, _) => Task.FromResult(""), (_, _, _) => Task.FromResult("")), Cancel);
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        using var stdout = new StringWriter();
        new JsonOutput(stdout).Show(new Page("Status"), new JsonText(StatusJson.Of(report)));

        Assert.Equal(expected, await http.GetByteArrayAsync("/status.json", Cancel));
        Assert.Equal(expected, Encoding.UTF8.GetBytes(stdout.ToString()));
    }

    [Fact]
    public async Task The_command_and_the_dashboard_of_a_book_give_the_same_document()
    {
        using var run = new InterruptibleRun("dashboard", "--port", "0", "--json", "--book", "demo");
        await run.Out.WaitForAsync("}");
        using var http =
            new HttpClient { BaseAddress = new Uri(JsonElement.Parse(run.Out.ToString()).GetProperty("url").GetString()!) };
        using var cli = new CliRun();

        var served = await http.GetStringAsync("/status.json", Cancel);
        await cli.RunAsync("status", "--json", "--book", "demo");

        Assert.Equal("demo", JsonElement.Parse(served).GetProperty("book").GetString());
        Assert.Equal(Members(served), Members(cli.Out));
        await run.StopAsync();
    }

    [Fact]
    public async Task The_app_gives_the_bytes_of_the_document()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Trading:MinConfidence", "7")]).Build();
        using var host = TradingHost.Of(configuration, NullLoggerFactory.Instance);
        using var status = new HostStatus(host);

        var answer = Assert.IsType<ContentResult>(
            await new StatusTrigger(status).RunAsync(new DefaultHttpContext().Request, Cancel));

        var at = InstantPattern.ExtendedIso.Parse(JsonElement.Parse(answer.Content!).GetProperty("at").GetString()!).Value;
        Assert.Equal(StatusJson.Of((await status.ReadAsync(Cancel)) with { At = at }), answer.Content);
    }

    [Fact]
    public void The_document_tells_its_version_first() =>
        Assert.StartsWith("{\n  \"version\": 1,\n", StatusJson.Of(MadeUpStatus.Empty()), StringComparison.Ordinal);

    private static IEnumerable<string> Members(string json) =>
        JsonElement.Parse(json).EnumerateObject().Select(member => member.Name);
}
