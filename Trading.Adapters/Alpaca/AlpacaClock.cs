using System.Globalization;
using Microsoft.Extensions.Logging;
using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca;

/// <summary>
/// Alpaca's time. Between two queries it advances by this machine's monotonic stopwatch. A simulator's clock may run faster
/// than real time or stand still. Never goes back. Safe for use by many threads.
/// </summary>
public sealed partial class AlpacaClock : IExchangeClock
{
    private static readonly TimeSpan LongestSlice = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(50);

    /// <summary>The difference between wall clock and stopwatch beyond which the machine counts as having slept.</summary>
    private static readonly TimeSpan SleepTolerance = TimeSpan.FromSeconds(2);

    private readonly AlpacaTradingClient client;
    private readonly AlpacaOptions options;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly Lock gate = new();
    private Sample? sample;
    private string? exchange;
    private Instant latest = Instant.MinValue;

    internal AlpacaClock(AlpacaTradingClient client, AlpacaOptions options, TimeProvider time, ILogger log) =>
        (this.client, this.options, this.time, this.log) = (client, options, time, log);

    private bool IsSimulated => options.Environment == AlpacaEnvironment.Simulator;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Alpaca has not been queried yet.</exception>
    public Instant GetCurrentInstant()
    {
        lock (gate)
        {
            var (at, stamp, speed) = sample
                ?? throw new InvalidOperationException("Alpaca's time is not known yet: call SyncAsync first.");
            return latest = Instant.Max(latest, at + Duration.FromTimeSpan(time.GetElapsedTime(stamp) * speed));
        }
    }

    /// <inheritdoc/>
    public bool IsSynced
    {
        get
        {
            lock (gate) return sample is not null;
        }
    }

    /// <summary>How fast it runs: 1 is real time; a simulator's may run faster, or stand still (0) until it is queried.</summary>
    public double Speed
    {
        get
        {
            lock (gate) return sample?.Speed ?? 1;
        }
    }

    /// <summary>Queries Alpaca for the time.</summary>
    /// <exception cref="BrokerUnavailableException">
    /// It did not answer, or it is another simulator than before (a refusal).
    /// </exception>
    public async Task<ClockReading> SyncAsync(CancellationToken cancel)
    {
        var answer = await client.AskClockAsync(cancel);
        var clock = (ClockBody)answer.Value!;
        // Stamped when the answer has arrived, so that this clock is never ahead of Alpaca's.
        lock (gate)
        {
            RefuseAnotherExchange(answer.Simulator.Exchange);
            sample = new(clock.Timestamp, time.GetTimestamp(), SpeedOf(answer.Simulator.ClockSpeed));
        }
        var here = Instant.FromDateTimeOffset(time.GetUtcNow());
        return new(clock.Timestamp, clock.IsOpen, clock.NextOpen, clock.NextClose, here - clock.Timestamp);
    }

    /// <inheritdoc/>
    Task IExchangeClock.SyncAsync(CancellationToken cancel) => SyncAsync(cancel);

    /// <summary>
    /// Waits until the clock shows <paramref name="instant"/> or later, and queries Alpaca again from time to time.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">
    /// The simulator did not answer, or the first query failed; later, a wait on Alpaca itself continues by the stopwatch.
    /// </exception>
    public async Task WaitUntilAsync(Instant instant, CancellationToken cancel)
    {
        await EnsureSyncedAsync(cancel);
        var poll = TimeSpan.FromMilliseconds(2);
        while (Missing(instant) is { } missing)
        {
            if (missing == TimeSpan.MaxValue)
            {
                await Task.Delay(poll, time, cancel);
                poll = poll * 2 < LongestPoll ? poll * 2 : LongestPoll;
                await SyncAsync(cancel);
                continue;
            }
            var slept = await SliceAsync(missing < LongestSlice ? missing : LongestSlice, cancel);
            if (IsSimulated) await SyncAsync(cancel);
            else if (slept || missing - LongestSlice > options.CallTimeout) await TrySyncAsync(cancel);
        }
    }

    /// <summary>Queries Alpaca for the time unless an answer is already known.</summary>
    internal async Task EnsureSyncedAsync(CancellationToken cancel)
    {
        if (!IsSynced) await SyncAsync(cancel);
    }

    // Real time until the clock shows the instant; null when it does, the maximum when the clock stands still.
    private TimeSpan? Missing(Instant instant)
    {
        var rest = instant - GetCurrentInstant();
        if (rest <= Duration.Zero) return null;
        double speed;
        lock (gate) speed = sample!.Speed;
        return speed == 0 ? TimeSpan.MaxValue : TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds / speed));
    }

    // True when the machine slept during the slice: the wall clock advanced and the stopwatch did not.
    private async Task<bool> SliceAsync(TimeSpan slice, CancellationToken cancel)
    {
        var (stamp, wall) = (time.GetTimestamp(), time.GetUtcNow());
        await Task.Delay(slice, time, cancel);
        return (time.GetUtcNow() - wall - time.GetElapsedTime(stamp)).Duration() > SleepTolerance;
    }

    private async Task TrySyncAsync(CancellationToken cancel)
    {
        try
        {
            await SyncAsync(cancel);
        }
        catch (BrokerUnavailableException e)
        {
            NotSynced(e.Message);
        }
    }

    // A restarted simulator has another account and another time, so nothing known about the old one holds.
    private void RefuseAnotherExchange(string? answering)
    {
        if (!IsSimulated || answering is null) return;
        exchange ??= answering;
        if (exchange != answering)
        {
            throw new BrokerUnavailableException(
                $"Another simulated exchange than before answers at {options.TradingUrl.GetLeftPart(UriPartial.Authority)}, "
                + "with another account: start this program again.")
            { IsRefusal = true };
        }
    }

    private double SpeedOf(string? header)
    {
        if (!IsSimulated || header is null) return 1;
        return double.TryParse(header, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed)
            && double.IsFinite(speed)
            ? speed
            : throw new BrokerUnavailableException("The simulator's clock speed is not a number of zero or more: its header "
                + $"{Http.SimulatorHeaders.SpeedHeader} is wrong.");
    }

    private sealed record Sample(Instant At, long Stamp, double Speed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alpaca's time could not be asked for, the stopwatch goes on: {Error}")]
    private partial void NotSynced(string error);
}
