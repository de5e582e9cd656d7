using Microsoft.Extensions.Logging.Abstractions;
using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Tests.Adapters.Alpaca;

namespace Trading.Tests.Adapters.Hosting;

public sealed class HostClockTests : IDisposable
{
    private const string Call = "GET /v2/clock";
    private static readonly StubAnswer Down = new(503, "down");
    private static readonly Instant Machine = Instant.FromUtc(2030, 1, 2, 3, 4);
    private static readonly Instant Told = Instant.FromUtc(2025, 11, 3, 15, 31);
    private readonly StubAlpaca stub = new();
    private readonly ManualTime time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => stub.Dispose();

    [Fact]
    public async Task The_time_is_asked_for_once_a_quarter_of_an_hour()
    {
        var clock = await ClockAsync(Told);
        await clock.KeepAsync(Cancel);
        time.Pass(TimeSpan.FromMinutes(14.9));
        await clock.KeepAsync(Cancel);
        Assert.Equal(1, stub.Asked(Call));
        Assert.Equal(Told + Duration.FromMinutes(14.9), clock.GetCurrentInstant());

        time.Pass(TimeSpan.FromMinutes(0.2));
        await clock.KeepAsync(Cancel);
        Assert.Equal(2, stub.Asked(Call));
    }

    [Fact]
    public async Task A_machine_that_has_slept_asks_again_at_once()
    {
        var clock = await ClockAsync(Told, Told + Duration.FromMinutes(10));
        await clock.KeepAsync(Cancel);
        time.Sleep(TimeSpan.FromMinutes(10));

        await clock.KeepAsync(Cancel);

        Assert.Equal(Told + Duration.FromMinutes(10), clock.GetCurrentInstant());
    }

    [Fact]
    public async Task Without_an_answer_the_stopwatch_goes_on_unless_the_machine_slept_and_its_clock_knows_better()
    {
        var clock = await ClockAsync(Told, null);
        await clock.KeepAsync(Cancel);
        time.Pass(TimeSpan.FromMinutes(16));
        await clock.KeepAsync(Cancel);
        Assert.True(clock.IsSynced);
        Assert.InRange(clock.GetCurrentInstant(), Told + Duration.FromMinutes(16), Told + Duration.FromMinutes(17));

        time.Sleep(TimeSpan.FromMinutes(10));
        await clock.KeepAsync(Cancel);
        Assert.False(clock.IsSynced);
        Assert.Equal(Machine, clock.GetCurrentInstant());
    }

    [Fact]
    public async Task A_clock_that_never_answered_is_this_machine_s_on_an_account_and_an_error_at_a_simulator()
    {
        var account = await ClockAsync((Instant?)null);
        await account.KeepAsync(Cancel);
        Assert.Equal(Machine, account.GetCurrentInstant());

        var connection = await stub.ConnectAsync(time: time);
        var simulated = new HostClock(connection.Clock, new FixedClock(), time, isSimulated: true, NullLogger.Instance);
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => simulated.KeepAsync(Cancel));
    }

    [Fact]
    public async Task It_can_be_waited_for_with_the_exchange_s_time_and_without()
    {
        foreach (var told in (Instant?[])[Told, null])
        {
            var clock = await ClockAsync(told);
            await clock.KeepAsync(Cancel);
            var before = time.GetUtcNow();
            await clock.WaitUntilAsync(clock.GetCurrentInstant() + Duration.FromSeconds(10), Cancel);
            Assert.Equal((TimeSpan.FromSeconds(10), 1), (time.GetUtcNow() - before, clock.Speed));
            await clock.WaitUntilAsync(clock.GetCurrentInstant() - Duration.FromSeconds(1), Cancel);
            Assert.Equal(TimeSpan.FromSeconds(10), time.GetUtcNow() - before);
        }
    }

    /// <summary>A clock that is told these times in turn, the last again and again; null for no answer.</summary>
    private async Task<HostClock> ClockAsync(params Instant?[] told)
    {
        stub.On(Call, (_, index) => told[Math.Min(index, told.Length - 1)] is { } at
            ? new StubAnswer(
                200,
                $$"""
                {
                  "timestamp": "{{at}}",
                  "is_open": true,
                  "next_open": "2025-11-04T14:30:00Z",
                  "next_close": "2025-11-03T21:00:00Z"
                }
                """)
            : Down);
        var connection = await stub.ConnectAsync(time: time);
        return new HostClock(connection.Clock, new FixedClock(), time, isSimulated: false, NullLogger.Instance);
    }

    private sealed class FixedClock : IClock
    {
        public Instant GetCurrentInstant() => Machine;
    }
}
