using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace Trading.Adapters.Alpaca.Http;

/// <summary>
/// The way to one of Alpaca's APIs: paced, each attempt bounded, questions repeated, and failing at once while Alpaca is down.
/// Safe for use by many threads.
/// </summary>
/// <param name="transport">Sends once.</param>
/// <param name="pacer">Shared by all channels of an account.</param>
/// <param name="options">How long and how often.</param>
/// <param name="sentences">Says what a failure means.</param>
/// <param name="failure">Makes the exception that a question fails with, of its sentence and whether Alpaca refused it.</param>
/// <param name="time">What measures it.</param>
/// <param name="log">Where attempts are noted; no header and no query is.</param>
internal sealed partial class AlpacaChannel(
    AlpacaTransport transport, RequestPacer pacer, AlpacaOptions options, FailureSentence sentences,
    Func<string, bool, Exception> failure, TimeProvider time, ILogger log)
{
    private const int MostRepetitions = 3;

    private readonly ResiliencePipeline<Attempt> breaker = new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Attempt>
        {
            // A lost call is four attempts, so one never counts as an outage, and three do when nothing else works.
            MinimumThroughput = 10,
            FailureRatio = 0.8,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = options.BreakDuration,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { IsOutage: true }),
        })
        .Build();

    /// <summary>Asks, repeating as needed, and gives the answer.</summary>
    /// <exception cref="Exception">There was none; of the channel's own kind, with a sentence that says what to do.</exception>
    public async Task<T> AskAsync<T>(Call call, CancellationToken cancel) where T : class =>
        (T)(await AnswerAsync(call, cancel)).Value!;

    /// <summary>Asks, repeating as needed; null when Alpaca itself says that it does not exist.</summary>
    public async Task<T?> FindAsync<T>(Call call, CancellationToken cancel) where T : class
    {
        var attempt = await TryAsync(call, cancel);
        return attempt.IsNotFound ? null : (T)Answered(call, attempt).Value!;
    }

    /// <summary>Asks, repeating as needed, and gives the answer with what came beside it.</summary>
    public async Task<Attempt> AnswerAsync(Call call, CancellationToken cancel) => Answered(call, await TryAsync(call, cancel));

    /// <summary>Repeats what may pass, and gives the last attempt. Only for requests that may be sent twice.</summary>
    public async Task<Attempt> TryAsync(Call call, CancellationToken cancel)
    {
        var spent = TimeSpan.Zero;
        for (var repetition = 0; ; repetition++)
        {
            await pacer.WaitAsync(cancel);
            var started = time.GetTimestamp();
            var attempt = await AttemptAsync(call, options.CallTimeout - spent, cancel);
            spent += time.GetElapsedTime(started);
            if (!attempt.MayPass || repetition == MostRepetitions) return attempt;
            var wait = attempt.RetryAfter ?? RetryWait.Backoff(options.RetryDelay, repetition);
            if (spent + wait >= options.CallTimeout) return attempt;
            await Task.Delay(wait, time, cancel);
            spent += wait;
        }
    }

    /// <summary>Sends once when its turn has come; <paramref name="leaving"/> is called right before anything can leave.</summary>
    public async Task<Attempt> SendOnceAsync(Call call, Action leaving, CancellationToken cancel)
    {
        await pacer.WaitAsync(cancel);
        return await AttemptAsync(call, options.AttemptTimeout, cancel, leaving);
    }

    /// <summary>What a failed attempt means, as one sentence.</summary>
    public string Sentence(Call call, Attempt attempt) => sentences.Of(call, attempt);

    private Attempt Answered(Call call, Attempt attempt) =>
        attempt.End == AttemptEnd.Answered ? attempt : throw failure(Sentence(call, attempt), attempt.End == AttemptEnd.Refused);

    private async Task<Attempt> AttemptAsync(Call call, TimeSpan left, CancellationToken cancel, Action? leaving = null)
    {
        var timeout = left < options.AttemptTimeout ? left : options.AttemptTimeout;
        var started = time.GetTimestamp();
        try
        {
            var attempt = await breaker.ExecuteAsync(
                async token =>
                {
                    leaving?.Invoke();
                    return await transport.SendAsync(call, timeout, token);
                },
                cancel);
            var took = time.GetElapsedTime(started).TotalMilliseconds;
            Ended(call.Name, attempt.End, attempt.Status, attempt.Code, attempt.Message, took);
            return attempt;
        }
        catch (BrokenCircuitException)
        {
            Held(call.Name);
            return new(AttemptEnd.Blocked);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Call}: {End} {Status} {Code} {Words} after {Milliseconds:0} ms")]
    private partial void Ended(string call, AttemptEnd end, int status, string code, string words, double milliseconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Call}: not sent, because the last attempts all failed")]
    private partial void Held(string call);
}
