using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Trading.Core.Events.Notifications;

namespace Trading.Adapters.Notifications;

/// <summary>
/// Delivers messages to one service: a time-out an attempt, repetitions of what may pass with growing, jittered waits or the
/// longer one that the service asks for, and a circuit breaker, so that a dead service is tried once a minute.
/// For one message at a time.
/// </summary>
internal sealed class Deliverer(
    INotificationReceiver receiver, NotificationTransport transport, NotifyOptions options, TimeProvider time)
{
    private const int PatienceOfCritical = 6;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BreakDuration = TimeSpan.FromMinutes(1);
    private static readonly ResiliencePropertyKey<Budget> BudgetKey = new("delivery-budget");

    private readonly ResiliencePipeline<Delivery> attempts = Attempts(options, time);
    private readonly ResiliencePipeline<Delivery> deliveries = Deliveries(options, time);

    /// <summary>Tries until it arrives, cannot arrive, its time is up, or it has to make way.</summary>
    /// <param name="message">The message.</param>
    /// <param name="makeWay">Ends the waits between attempts, but no attempt: a message is tried once at least.</param>
    /// <param name="stop">Ends all.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public async Task<Delivery> DeliverAsync(
        NotificationMessage message, CancellationToken makeWay, CancellationToken stop)
    {
        var patience = message.About.Level == NotificationLevel.Critical
            ? options.Patience * PatienceOfCritical : options.Patience;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var budget = new Budget(time.GetTimestamp(), patience, makeWay);
        var context = ResilienceContextPool.Shared.Get(either.Token);
        context.Properties.Set(BudgetKey, budget);
        // Only once it is under way, so that it is tried at least once.
        CancellationTokenRegistration registration = default;
        try
        {
            return await deliveries.ExecuteAsync(
                async inner =>
                {
                    var delivery = await AttemptAsync(message, stop);
                    if (registration == default) registration = makeWay.Register(either.Cancel);
                    return delivery;
                },
                context) is var ended && Left(budget) is { } left && ended.MayPass
                ? ended with { MadeWay = true, RetryAfter = left } : ended;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested && Left(budget) is { } left)
        {
            return new(false, MayPass: true, RetryAfter: left) { MadeWay = true };
        }
        finally
        {
            await registration.DisposeAsync();
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // What is left of the wait before the next attempt; null when it has not to make way, or there is no next attempt.
    private TimeSpan? Left(Budget budget)
    {
        if (!budget.MakeWay.IsCancellationRequested || !budget.HasNext) return null;
        var left = budget.Next - time.GetElapsedTime(budget.Start);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Tries once.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async Task<Delivery> AttemptAsync(NotificationMessage message, CancellationToken cancel)
    {
        try
        {
            return await attempts.ExecuteAsync(
                async token =>
                {
                    using var request = receiver.RequestOf(message);
                    return await transport.SendAsync(request, token);
                },
                cancel);
        }
        catch (TimeoutRejectedException e)
        {
            return new(false, $"no answer within {e.Timeout.TotalSeconds:0.###} s", MayPass: true);
        }
        catch (BrokenCircuitException)
        {
            return new(false, "the service did not answer several times in a row", MayPass: true);
        }
    }

    private static ResiliencePipeline<Delivery> Attempts(NotifyOptions options, TimeProvider time) =>
        new ResiliencePipelineBuilder<Delivery> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Delivery>
            {
                MinimumThroughput = 5,
                FailureRatio = 0.9,
                SamplingDuration = TimeSpan.FromMinutes(3),
                BreakDuration = BreakDuration,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome is { Exception: TimeoutRejectedException } or { Result.MayPass: true }),
            })
            .AddTimeout(options.AttemptTimeout)
            .Build();

    private static ResiliencePipeline<Delivery> Deliveries(NotifyOptions options, TimeProvider time) =>
        new ResiliencePipelineBuilder<Delivery> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Delivery>
            {
                MaxRetryAttempts = int.MaxValue,
                // The wait is chosen here, because only here Polly can be told not to repeat; the generator returns it.
                ShouldHandle = arguments =>
                {
                    if (arguments.Outcome.Result is not { MayPass: true } failed) return ValueTask.FromResult(false);
                    var budget = arguments.Context.Properties.GetValue(BudgetKey, null!);
                    budget.Wait = Wait(options, failed, arguments.AttemptNumber);
                    budget.Next = time.GetElapsedTime(budget.Start) + budget.Wait;
                    return ValueTask.FromResult(budget.HasNext);
                },
                DelayGenerator = arguments =>
                    ValueTask.FromResult<TimeSpan?>(arguments.Context.Properties.GetValue(BudgetKey, null!).Wait),
            })
            .Build();

    // A service that asks for no wait at all, again and again, is not asked again and again.
    private static TimeSpan Wait(NotifyOptions options, Delivery failed, int attempt)
    {
        var (own, asked) = (Delay(options.RetryDelay, attempt), failed.RetryAfter ?? TimeSpan.Zero);
        return asked > own ? asked : own;
    }

    private static TimeSpan Delay(TimeSpan first, int attempt)
    {
        var growing = first * Math.Pow(2, Math.Min(attempt, 20));
        return (growing < LongestDelay ? growing : LongestDelay) * (0.5 + Random.Shared.NextDouble());
    }

    private sealed record Budget(long Start, TimeSpan Patience, CancellationToken MakeWay)
    {
        public TimeSpan Wait { get; set; }

        /// <summary>When the next attempt begins, since the start.</summary>
        public TimeSpan Next { get; set; }

        public bool HasNext => Next <= Patience;
    }
}
