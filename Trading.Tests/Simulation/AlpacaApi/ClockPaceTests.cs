using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Simulation.Markets;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Simulation.AlpacaApi;

public sealed class ClockPaceTests
{
    [Fact]
    public async Task A_stepped_clock_stands_and_moves_by_the_control_page_never_back()
    {
        await using var desk = await PaperDesk.OpenAsync();
        for (var i = 0; i < 3; i++)
            Assert.Equal("0", (await desk.GetAsync("/v2/clock")).Headers.GetValues("Trading-Clock-Speed").Single());
        Assert.Equal(Desk.At("10:31"), desk.Server.Now);

        await desk.PostAsync("/simulator/clock", """{"minutes":2}""");
        Assert.Equal(Desk.At("10:33"), desk.Server.Now);
        await desk.PostAsync("/simulator/clock", """{"to":"2025-11-03T10:40:00-05:00"}""");
        Assert.Equal(Desk.At("10:40"), desk.Server.Now);
        Assert.Equal(422, (await desk.PostAsync("/simulator/clock", """{"to":"2025-11-03T10:00:00-05:00"}""")).Status);
        Assert.Equal(422, (await desk.PostAsync("/simulator/clock", "{}")).Status);
        Assert.Equal(400, (await desk.PostAsync("/simulator/clock", """{"seconds":1}""")).Status);
        Assert.Equal(Desk.At("10:40"), desk.Server.Now);
    }

    [Fact]
    public async Task A_clock_that_follows_its_client_moves_when_the_time_is_asked_twice_in_a_row()
    {
        await using var desk = await FollowAsync("10:31");
        await desk.GetAsync("/v2/clock");
        await desk.GetAsync("/v2/account");
        await desk.GetAsync("/v2/clock");
        Assert.Equal(Desk.At("10:31"), desk.Server.Now);

        await desk.GetAsync("/simulator");
        Assert.Equal("2025-11-03T10:32:00-05:00", (await desk.GetAsync("/v2/clock"))["timestamp"]);
        Assert.Equal("2025-11-03T10:33:00-05:00", (await desk.GetAsync("/v2/clock"))["timestamp"]);
    }

    [Fact]
    public async Task A_client_that_repeats_a_question_whose_answer_was_lost_is_not_idle()
    {
        await using var desk = await FollowAsync("10:31");
        desk.Server.Faults.Add(new FaultRule { Kind = FaultKind.NotJson, From = 1, Times = 1 });
        for (var i = 0; i < 3; i++) await desk.GetAsync("/v2/clock");
        Assert.Equal(Desk.At("10:31"), desk.Server.Now);
    }

    [Theory]
    [InlineData("20:29", 0, "20:30", 0)]
    [InlineData("20:30", 0, "03:59", 1)]
    [InlineData("02:00", 1, "03:59", 1)]
    [InlineData("03:59", 1, "04:00", 1)]
    [InlineData("20:30", 4, "03:59", 7)]
    [InlineData("12:00", 5, "03:59", 7)]
    public async Task Nights_and_weekends_are_one_step(string time, int day, string next, int nextDay)
    {
        await using var desk = await FollowAsync(time, day);
        await desk.GetAsync("/v2/clock");
        await desk.GetAsync("/v2/clock");
        Assert.Equal(Desk.At(next, nextDay), desk.Server.Now);
    }

    [Fact]
    public async Task A_timed_clock_runs_with_the_real_time_and_goes_on_behind_the_end_of_the_tape()
    {
        var realTime = new ManualTimeProvider();
        await using var desk =
            await PaperDesk.OpenAsync(options => options with { Pace = new ClockPace.Timed(60), RealTime = realTime });
        var order = await desk.BuyAsync(1);
        realTime.Advance(TimeSpan.FromSeconds(1.5));
        var clock = await desk.GetAsync("/v2/clock");
        Assert.Equal(("2025-11-03T10:32:30-05:00", "60"),
            (clock["timestamp"], clock.Headers.GetValues("Trading-Clock-Speed").Single()));
        Assert.Equal("filled", (await desk.GetAsync($"/v2/orders/{order.Id}"))["status"]);

        desk.MoveTo("11:00", day: 30);
        realTime.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("2025-12-03T11:01:00-05:00", (await desk.GetAsync("/v2/clock"))["timestamp"]);
    }

    [Fact]
    public async Task A_timed_clock_trades_by_itself()
    {
        var filled = new TaskCompletionSource();
        await using var desk = await PaperDesk.OpenAsync(options =>
            options with { Pace = new ClockPace.Timed(600), OnFill = _ => filled.TrySetResult() });
        await desk.BuyAsync(1);
        await filled.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task However_the_clock_is_moved_every_minute_is_traded_in_order()
    {
        var fills = new List<Instant>();
        await using var desk = await PaperDesk.OpenAsync(options => options with { OnFill = fill => fills.Add(fill.At) });
        await desk.BuyBracketFilledAsync();
        desk.MoveTo("12:00", day: 1);
        Assert.Equal([Desk.At("10:31"), Desk.At("10:36")], fills);
        Assert.Equal(fills, desk.Server.Fills.Select(fill => fill.At));
    }

    [Fact]
    public async Task A_minute_is_traded_when_it_is_over_and_not_a_moment_before()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await desk.BuyAsync(1);
        desk.Server.MoveTo(Desk.At("10:32") - Duration.Epsilon);
        Assert.Empty(desk.Server.Fills);
        desk.Server.MoveTo(Desk.At("10:32"));
        Assert.Single(desk.Server.Fills);
    }

    [Fact]
    public async Task A_tape_that_cannot_be_read_is_a_server_error_which_names_the_cause()
    {
        var torn = new RecordedMarket(
            [Desk.Monday, Desk.Monday.PlusDays(1)],
            date => date == Desk.Monday ? PaperDesk.Tape.Read(date)
                : throw new InvalidDataException("bars/2025-11-04 is torn"), [PaperDesk.Symbol]);
        await using var desk = await PaperDesk.OpenAsync(options => options with { Tape = torn, Start = Desk.At("17:00") });
        Assert.Throws<InvalidDataException>(() => desk.MoveTo("10:00", day: 1));
        var page = await desk.GetAsync("/v2/stocks/bars?symbols=SPY&timeframe=1Min&start=2025-11-03");
        Assert.Equal(200, page.Status);

        await using var timed = await PaperDesk.OpenAsync(options =>
            options with { Tape = torn, Start = Desk.At("20:00"), Pace = new ClockPace.Timed(1_000_000) });
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            timed.Server.Completion.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        var failed = await timed.GetAsync("/v2/account");
        Assert.Equal((500, "bars/2025-11-04 is torn"), (failed.Status, failed["message"]));
    }

    private static Task<PaperDesk> FollowAsync(string time, int day = 0) =>
        PaperDesk.OpenAsync(options =>
            options with { Pace = new ClockPace.FollowsClient(), Start = Desk.At(time, day), Calendar = new NyseCalendar() });
}
