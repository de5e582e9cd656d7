using Trading.Adapters.Alpaca;
using Trading.Cli.Output;
using Trading.Core.Orders;

namespace Trading.Tests.Adapters.Alpaca;

public sealed class ClockTests : IDisposable
{
    private const string Clock = "GET /v2/clock";
    private static readonly Instant AlpacaTime = Instant.FromUtc(2025, 11, 3, 15, 31, 0).PlusTicks(5_000_000);

    private readonly StubAlpaca stub = new StubAlpaca().On(Clock, StubAnswer.Ok(Bodies.Clock));
    private readonly ManualTime time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => stub.Dispose();

    [Fact]
    public async Task Alpacas_time_advances_by_the_stopwatch()
    {
        var clock = await SyncedAsync();
        var before = clock.GetCurrentInstant();
        time.Pass(TimeSpan.FromSeconds(90));
        Assert.Equal(AlpacaTime, before);
        Assert.Equal(AlpacaTime + Duration.FromSeconds(90), clock.GetCurrentInstant());
    }

    [Fact]
    public async Task Its_answer_has_the_next_open_and_close_and_the_skew_of_this_machine()
    {
        var answer = await (await stub.ConnectAsync(time: time)).Clock.SyncAsync(Cancel);
        Assert.Equal((AlpacaTime, true), (answer.Now, answer.IsOpen));
        Assert.Equal(
            (Instant.FromUtc(2025, 11, 4, 14, 30), Instant.FromUtc(2025, 11, 3, 21, 0)), (answer.NextOpen, answer.NextClose));
        Assert.InRange(answer.Skew, Duration.FromSeconds(2.5), Duration.FromSeconds(2.7));
    }

    [Fact]
    public async Task It_never_goes_back_even_when_Alpacas_does()
    {
        var clock = await SyncedAsync();
        time.Pass(TimeSpan.FromSeconds(10));
        var before = clock.GetCurrentInstant();
        await clock.SyncAsync(Cancel);
        Assert.Equal(before, clock.GetCurrentInstant());
        time.Pass(TimeSpan.FromSeconds(11));
        Assert.Equal(AlpacaTime + Duration.FromSeconds(11), clock.GetCurrentInstant());
    }

    [Fact]
    public async Task A_restarted_simulator_is_refused_as_another_exchange()
    {
        stub.On(Clock,
            StubAnswer.Ok(Bodies.Clock).With("Trading-Exchange", "first"),
            StubAnswer.Ok(Bodies.Clock).With("Trading-Exchange", "first"),
            StubAnswer.Ok(Bodies.Clock).With("Trading-Exchange", "second"));
        var clock =
            (await stub.ConnectAsync(options => options with { Environment = AlpacaEnvironment.Simulator }, time: time)).Clock;
        await clock.SyncAsync(Cancel);
        await clock.SyncAsync(Cancel);
        var refused = await Assert.ThrowsAsync<BrokerUnavailableException>(() => clock.SyncAsync(Cancel));
        Assert.True(refused.IsRefusal);
        Assert.Contains("start this program again", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_query_there_is_no_time()
    {
        var connection = await stub.ConnectAsync(time: time);
        Assert.Throws<InvalidOperationException>(() => connection.Clock.GetCurrentInstant());
    }

    [Theory]
    [InlineData(AlpacaEnvironment.Simulator, 60)]
    [InlineData(AlpacaEnvironment.Paper, 1)]
    [InlineData(AlpacaEnvironment.Live, 1)]
    public async Task Only_a_simulator_may_run_faster_than_real_time(AlpacaEnvironment environment, int factor)
    {
        stub.On(Clock, StubAnswer.Ok(Bodies.Clock).With("Trading-Clock-Speed", "60"));
        var clock = await SyncedAsync(environment);
        time.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(AlpacaTime + Duration.FromSeconds(2 * factor), clock.GetCurrentInstant());
    }

    [Fact]
    public async Task A_wait_is_cut_into_slices_and_ends_at_the_instant()
    {
        var clock = await SyncedAsync();
        stub.On(Clock, (_, _) => StubAnswer.Ok(ClockAt(clock.GetCurrentInstant())));
        var until = AlpacaTime + Duration.FromMinutes(10);
        await clock.WaitUntilAsync(until, Cancel);
        Assert.InRange(clock.GetCurrentInstant(), until, until + Duration.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(30), time.LongestWait);
        Assert.InRange(stub.Asked(Clock), 15, 25);
    }

    [Fact]
    public async Task A_wait_on_Alpaca_continues_by_the_stopwatch_without_an_answer()
    {
        var clock = await SyncedAsync();
        stub.On(Clock, new StubAnswer(503));
        await clock.WaitUntilAsync(AlpacaTime + Duration.FromMinutes(5), Cancel);
        Assert.True(clock.GetCurrentInstant() >= AlpacaTime + Duration.FromMinutes(5));
    }

    [Fact]
    public async Task After_the_machine_slept_Alpaca_is_queried_again()
    {
        var clock = await SyncedAsync();
        stub.On(Clock, StubAnswer.Ok(ClockAt(AlpacaTime + Duration.FromHours(1))));
        time.SleepAtNextWait = TimeSpan.FromHours(1);
        await clock.WaitUntilAsync(AlpacaTime + Duration.FromSeconds(10), Cancel);
        Assert.True(clock.GetCurrentInstant() >= AlpacaTime + Duration.FromHours(1));
    }

    [Fact]
    public async Task A_simulators_clock_that_stands_still_is_queried_until_it_moves()
    {
        var until = AlpacaTime + Duration.FromMinutes(1);
        stub.On(Clock, (_, index) => StubAnswer.Ok(ClockAt(index < 6 ? AlpacaTime : until)).With("Trading-Clock-Speed", "0"));
        var clock = await SyncedAsync(AlpacaEnvironment.Simulator);
        time.Pass(TimeSpan.FromHours(1));
        Assert.Equal(AlpacaTime, clock.GetCurrentInstant());
        await clock.WaitUntilAsync(until, Cancel);
        Assert.Equal(until, clock.GetCurrentInstant());
        Assert.Equal(7, stub.Asked(Clock));
    }

    [Fact]
    public async Task A_wait_on_a_simulator_that_is_gone_ends()
    {
        stub.On(Clock, StubAnswer.Ok(Bodies.Clock).With("Trading-Clock-Speed", "0"), new StubAnswer(503));
        var clock = await SyncedAsync(AlpacaEnvironment.Simulator);
        await Assert.ThrowsAsync<BrokerUnavailableException>(
            () => clock.WaitUntilAsync(AlpacaTime + Duration.FromMinutes(1), Cancel));
    }

    private static string ClockAt(Instant now) =>
        $$"""
        {"timestamp":"{{NodaTime.Text.InstantPattern.ExtendedIso.Format(now)}}","is_open":true,
         "next_open":"2025-11-04T09:30:00-05:00","next_close":"2025-11-03T16:00:00-05:00"}
        """;

    private async Task<AlpacaClock> SyncedAsync(AlpacaEnvironment environment = AlpacaEnvironment.Paper)
    {
        var clock = (await stub.ConnectAsync(options => options with { Environment = environment }, time: time)).Clock;
        await clock.SyncAsync(Cancel);
        return clock;
    }
}
