using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Trading.Adapters.Alpaca.Http;

/// <summary>
/// How calls survive failures, as two pipelines: one sends an attempt, within its time and not at all while Alpaca is down; the
/// other repeats attempts.
/// </summary>
internal static class AlpacaPipelines
{
    /// <summary>Repetitions after the first attempt.</summary>
    private const int MostRepetitions = 3;

    /// <summary>The budget of a call that is repeated; absent for an attempt that stands alone.</summary>
    private static readonly ResiliencePropertyKey<CallBudget?> BudgetKey = new("call-budget");

    /// <summary>A context for one call.</summary>
    /// <param name="budget">The call's time; null for an attempt that stands alone.</param>
    /// <param name="cancel">Stops the call.</param>
    public static ResilienceContext Context(CallBudget? budget, CancellationToken cancel)
    {
        var context = ResilienceContextPool.Shared.Get(cancel);
        context.Properties.Set(BudgetKey, budget);
        return context;
    }

    /// <summary>
    /// One attempt. Throws <see cref="BrokenCircuitException"/> when it was not sent, and
    /// <see cref="TimeoutRejectedException"/> when there was no answer in time.
    /// </summary>
    public static ResiliencePipeline<Attempt> Attempts(AlpacaOptions options, TimeProvider time) =>
        new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Attempt>
            {
                // A lost call is four attempts, so one never counts as an outage, and three do when nothing else works.
                MinimumThroughput = 10,
                FailureRatio = 0.8,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = options.BreakDuration,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome is { Exception: TimeoutRejectedException } or { Result.IsOutage: true }),
            })
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = arguments => ValueTask.FromResult(
                    BudgetOf(arguments.Context) is { } budget && budget.Left < options.AttemptTimeout
                        ? budget.Left
                        : options.AttemptTimeout),
            })
            .Build();

    /// <summary>
    /// Repeats what may pass, after the wait that Alpaca asks for or a growing one of our own. The time-out of the whole call
    /// is its budget and no strategy around this one, because that would also count the wait for a turn at the request limit.
    /// </summary>
    public static ResiliencePipeline<Attempt> Calls(AlpacaOptions options, TimeProvider time) =>
        new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = MostRepetitions,
                // Polly can only decline a repetition here, so the wait is chosen and reserved here; the delay generator
                // returns it.
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { MayPass: true } attempt
                    && BudgetOf(arguments.Context)!.TryReserve(
                        attempt.RetryAfter ?? RetryWait.Backoff(options.RetryDelay, arguments.AttemptNumber))),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(BudgetOf(arguments.Context)!.Wait),
            })
            .Build();

    private static CallBudget? BudgetOf(ResilienceContext context) => context.Properties.GetValue(BudgetKey, null);
}
