using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Cli.Output;
using Trading.Simulation.AlpacaApi;
using Trading.Tests.Adapters.Notifications;

namespace Trading.Tests.Cli.Notifying;

/// <summary>What people hear of the commands, and that nobody hears a secret.</summary>
public sealed class NotifyCommandTests
{
    private const string Canary = "CANARYCANARY";

    [Fact]
    public async Task Notify_test_tells_for_each_service_in_a_line_whether_the_message_arrived()
    {
        using var well = new LoopbackReceiver();
        using var broken = new LoopbackReceiver(new ReceiverAnswer(404, $"no {Canary}"));
        using var cli = new CliRun();
        cli.Environment["Notify__Webhook__Url"] = well.Address("/hook");

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("notify", "test"));
        Assert.Contains("Webhook: arrived", cli.Out, StringComparison.Ordinal);
        Assert.Equal("Paper: a test of notifications", Assert.Single(well.Titles));

        cli.Environment["Notify__Slack__Url"] = broken.Address($"/{Canary}");
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("notify", "test"));
        Assert.Contains("Webhook: arrived", cli.Out, StringComparison.Ordinal);
        Assert.Contains("Slack: NOT delivered: HTTP 404 (no ***)", cli.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("notify", "test", "--service", "WEBHOOK", "--json"));
        var only = Assert.Single(cli.Json().GetProperty("services").EnumerateArray());
        Assert.Equal("Webhook", only.GetProperty("service").GetString());
        Assert.Equal((3, 1), (well.Requests.Count, broken.Requests.Count));
    }

    [Fact]
    public async Task What_is_set_is_never_shown_by_any_command()
    {
        await using var exchange = await TestExchange.StartAsync(
            TestExchange.Monday, new(10, 0), new ClockPace.FollowsClient());
        using var cli = new CliRun();
        cli.Environment["Notify__Slack__Url"] = $"http://hooks.slack.com/services/{Canary}";
        cli.Environment["Trading__Notify__Ntfy__Url"] = $"http://127.0.0.1:1/{Canary}";
        cli.Environment["Notify__Ntfy__Token"] = Canary;
        foreach (var command in (string[][])[
            ["settings", "--json"], ["notify", "test"], ["notify", "test", "--json", "--verbose"], ["halt"], ["resume"],
            ["run", "--simulator", exchange.Address(), "--until", "2025-11-24T10:02"], ["check"], ["doctor"],
            ["status", "--json"]])
        {
            await cli.RunAsync(command);
            Assert.DoesNotContain(Canary, cli.Out + cli.Error, StringComparison.OrdinalIgnoreCase);
        }
        Assert.All(
            cli.Files().Keys,
            file => Assert.DoesNotContain(Canary, File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_wrong_setting_is_told_loudly_and_ends_no_run()
    {
        await using var exchange = await TestExchange.StartAsync(
            TestExchange.Monday, new(10, 0), new ClockPace.FollowsClient());
        using var well = new LoopbackReceiver();
        using var cli = new CliRun();
        cli.Environment["Notify__Webhook__Url"] = well.Address("/hook");
        cli.Environment["Notify__Slack__Url"] = $"http://hooks.slack.com/services/{Canary}";
        cli.Environment["Notify__Slak__Url"] = "x";
        const string Wrong = "Notify__Slack__Url does not begin with https://";

        Assert.Equal(ExitCode.Fine, await cli.RunAsync(
            "run", "--simulator", exchange.Address(), "--until", "2025-11-24T10:02"));
        Assert.Contains($"NOTIFICATIONS: {Wrong}", cli.Out, StringComparison.Ordinal);
        Assert.Contains("NOTIFICATIONS: Notify__Slak__Url is not a setting", cli.Out, StringComparison.Ordinal);
        Assert.Contains("Simulated: trading has started", well.Titles);

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("status"));
        Assert.Contains(Wrong, cli.Out, StringComparison.Ordinal);
        await cli.RunAsync("doctor", "--json");
        Assert.Contains(Wrong, Notifications().Text, StringComparison.Ordinal);
        Assert.Equal("Bad", Notifications().State);
        cli.Environment.Remove("Notify__Slack__Url");
        cli.Environment.Remove("Notify__Slak__Url");
        await cli.RunAsync("doctor", "--json");
        Assert.Equal(("Good", "Webhook"), (Notifications().State, Notifications().Text.Split(';')[0]));

        (string? State, string Text) Notifications()
        {
            var check = cli.Json().GetProperty("checks").EnumerateArray()
                .Single(c => c.GetProperty("name").GetString() == "notifications");
            return (check.GetProperty("state").GetString(), check.GetProperty("text").GetString()!);
        }
    }

    [Fact]
    public async Task A_halt_and_its_end_are_told_and_stand_whatever_becomes_of_the_telling()
    {
        using var receiver = new LoopbackReceiver();
        using var cli = new CliRun();
        cli.Environment["Notify__Webhook__Url"] = receiver.Address("/hook");

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("halt", "--reason", "news"));
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("resume"));
        Assert.Equal(["Paper: HALTED", "Paper: the halt is lifted"], receiver.Titles);
        Assert.Contains("(news): nothing is bought.", receiver.Requests[0].Body, StringComparison.Ordinal);

        cli.Environment["Notify__Webhook__Url"] = "nonsense";
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("halt"));
        Assert.Contains("HALTED", cli.Out, StringComparison.Ordinal);
        Assert.Contains("Notify__Webhook__Url is not an address", cli.Out, StringComparison.Ordinal);
        cli.Environment["Notify__Webhook__Url"] = "http://127.0.0.1:9/hook";
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("resume"));
        Assert.Contains("is lifted", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_receiver_hangs_scans_each_minute_as_without_one()
    {
        using var end = new CancellationTokenSource();
        using var receiver = new LoopbackReceiver(new ReceiverAnswer { Until = Task.Delay(Timeout.Infinite, end.Token) });
        var scans = new List<string>();
        foreach (var hangs in (bool[])[false, true])
        {
            await using var exchange = await TestExchange.StartAsync(
                TestExchange.Monday, new(10, 0), new ClockPace.FollowsClient());
            using var cli = new CliRun();
            if (hangs) cli.Environment["Notify__Webhook__Url"] = receiver.Address("/hook");

            Assert.Equal(ExitCode.Fine, await cli.RunAsync(
                "run", "--simulator", exchange.Address(), "--until", "2025-11-24T10:12"));
            using var journal = new SqliteJournal(
                Path.Combine(cli.Data, "simulator", "journal.db"));
            var runs = await journal.GetJobsAsync(TestExchange.Monday, TestContext.Current.CancellationToken);
            scans.Add(string.Join(' ', runs.Select(run => $"{run.Key}")));
            if (hangs)
            {
                Assert.Contains("did not arrive at Webhook before the end: ", cli.Out, StringComparison.Ordinal);
            }
        }

        Assert.Equal(scans[0], scans[1]);
        Assert.Equal("Simulated: trading has started", Assert.Single(receiver.Titles));
        await end.CancelAsync();
    }
}
