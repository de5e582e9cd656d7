using System.Diagnostics;
using Trading.Cli.Output;
using Trading.Simulation.AlpacaApi.Faults;

namespace Trading.Tests.Simulation.AlpacaApi;

public sealed class FaultTests
{
    private const string Orders = "/v2/orders?status=all";

    [Fact]
    public async Task A_delayed_request_is_answered_late()
    {
        await using var desk = await FaultyAsync(new FaultRule { Kind = FaultKind.Delay, Milliseconds = 150 });
        var begun = Stopwatch.GetTimestamp();
        Assert.Equal(200, (await desk.BuyAsync(1)).Status);
        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalMilliseconds, 140, 30_000);
    }

    [Fact]
    public async Task Too_many_requests_says_when_to_come_back_and_does_nothing()
    {
        await using var desk = await FaultyAsync(new FaultRule { Kind = FaultKind.TooManyRequests, RetryAfter = 7 });
        var rejected = await desk.BuyAsync(1);
        Assert.Equal((429, "42910000", "7"),
            (rejected.Status, rejected["code"], rejected.Headers.GetValues("Retry-After").Single()));
        Assert.Equal(0, await CountAsync(desk));
    }

    [Theory]
    [InlineData(500, false, 0)]
    [InlineData(502, false, 0)]
    [InlineData(503, false, 0)]
    [InlineData(504, true, 1)]
    public async Task A_server_error_does_nothing_unless_it_is_said_to_come_afterwards(int status, bool carriedOut, int orders)
    {
        await using var desk =
            await FaultyAsync(new FaultRule { Kind = FaultKind.ServerError, Status = status, CarriedOut = carriedOut });
        Assert.Equal(status, (await desk.BuyAsync(1)).Status);
        Assert.Equal(orders, await CountAsync(desk));
    }

    [Theory]
    [InlineData(FaultKind.LoseRequest, 0)]
    [InlineData(FaultKind.DropAnswer, 1)]
    [InlineData(FaultKind.CutBody, 1)]
    public async Task A_cut_connection_leaves_the_client_without_an_answer(FaultKind kind, int orders)
    {
        await using var desk = await FaultyAsync(new FaultRule { Kind = kind });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => desk.BuyAsync(1));
        Assert.Equal(orders, await CountAsync(desk));
    }

    [Fact]
    public async Task An_answer_may_be_a_page_of_html()
    {
        await using var desk = await FaultyAsync(new FaultRule { Kind = FaultKind.NotJson });
        var answer = await desk.BuyAsync(1);
        Assert.Equal(200, answer.Status);
        Assert.StartsWith("<html>", answer.Text, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(desk));
    }

    [Fact]
    public async Task A_request_may_arrive_twice_and_only_its_client_order_id_prevents_two_orders()
    {
        await using var desk = await FaultyAsync(new FaultRule { Kind = FaultKind.Duplicate });
        Assert.Equal(200, (await desk.BuyAsync(1)).Status);
        Assert.Equal(2, await CountAsync(desk));

        desk.Server.Faults.Add(new FaultRule { Kind = FaultKind.Duplicate, Times = 1 });
        Assert.Equal("client_order_id must be unique", (await desk.BuyAsync(1, ""","client_order_id":"once" """))["message"]);
        Assert.Equal(3, await CountAsync(desk));
    }

    [Fact]
    public async Task Rules_choose_by_method_path_and_place_and_strike_no_more_often_than_told()
    {
        await using var desk = await PaperDesk.OpenAsync();
        desk.Server.Faults.Add(
            new FaultRule { Kind = FaultKind.ServerError, Method = "GET", Path = "/v2/orders*", From = 1, Times = 2 });
        var statuses = await StatusesAsync(desk, "/v2/account", Orders, Orders, "/v2/clock",
            "/v2/orders:by_client_order_id?client_order_id=x", Orders);
        Assert.Equal([200, 200, 500, 200, 500, 200], statuses);
        Assert.Equal(2, desk.Server.Faults.InjectedCount);

        desk.Server.Faults.Clear();
        Assert.Equal(0, desk.Server.Faults.Count);
    }

    [Fact]
    public async Task Chance_is_drawn_from_a_seed_so_that_the_same_requests_fail_again()
    {
        var runs = new List<int[]>();
        foreach (var seed in (int[])[5, 5, 6])
        {
            await using var desk = await PaperDesk.OpenAsync();
            desk.Server.Faults.Add(new FaultRule { Kind = FaultKind.ServerError, Probability = 0.5, Seed = seed });
            runs.Add(await StatusesAsync(desk, [.. Enumerable.Repeat("/v2/clock", 30)]));
        }
        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[0], runs[2]);
        Assert.InRange(runs[0].Count(status => status == 500), 5, 25);
    }

    [Fact]
    public async Task The_control_page_sets_and_clears_faults_and_never_fails_itself()
    {
        await using var desk = await PaperDesk.OpenAsync();
        Assert.Equal(200, (await desk.PostAsync("/simulator/faults",
            """{"kind":"ServerError","status":503,"method":"GET","path":"/v2/*"}""")).Status);
        Assert.Equal(503, (await desk.GetAsync("/v2/account")).Status);
        Assert.Equal("1", (await desk.GetAsync("/simulator"))["faults"]);
        Assert.Equal(422, (await desk.PostAsync("/simulator/faults", """{"kind":"ServerError","status":200}""")).Status);
        Assert.Equal(400, (await desk.PostAsync("/simulator/faults", """{"kind":"Earthquake"}""")).Status);
        await desk.DeleteAsync("/simulator/faults");
        Assert.Equal(200, (await desk.GetAsync("/v2/account")).Status);
    }

    private static async Task<PaperDesk> FaultyAsync(FaultRule rule)
    {
        var desk = await PaperDesk.OpenAsync();
        desk.Server.Faults.Add(rule with { Method = "POST", Times = 1 });
        return desk;
    }

    private static async Task<int> CountAsync(PaperDesk desk) => (await desk.GetAsync(Orders)).Count;

    private static async Task<int[]> StatusesAsync(PaperDesk desk, params string[] paths)
    {
        var statuses = new int[paths.Length];
        for (var i = 0; i < paths.Length; i++) statuses[i] = (await desk.GetAsync(paths[i])).Status;
        return statuses;
    }
}
