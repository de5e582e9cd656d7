using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Trading.Adapters.Alpaca.Http;

/// <summary>
/// Calls one of Alpaca's APIs: paced, with a time-out per attempt, repetitions of queries, and failing at once while Alpaca is
/// down. Safe for use by many threads.
/// </summary>
/// <param name="transport">Sends one attempt.</param>
/// <param name="pacer">Shared by all channels of an account.</param>
/// <param name="options">Time-outs and delays.</param>
/// <param name="messages">Makes the message of a failure.</param>
/// <param name="failure">Makes the exception of a failed query from its message and whether Alpaca refused it.</param>
/// <param name="time">The stopwatch and timers.</param>
/// <param name="log">Where attempts are logged, without headers and queries.</param>
internal sealed partial class AlpacaChannel(
    AlpacaTransport transport, RequestPacer pacer, AlpacaOptions options, FailureMessage messages,
    Func<string, bool, Exception> failure, TimeProvider time, ILogger log)
{
    private readonly ResiliencePipeline<Attempt> attempts = AlpacaPipelines.Attempts(options, time);
    private readonly ResiliencePipeline<Attempt> calls = AlpacaPipelines.Calls(options, time);

    /// <summary>Sends a query, repeats it as needed, and returns the answer.</summary>
    /// <exception cref="Exception">There was no answer; made by <c>failure</c>, with a message that says what to do.</exception>
    public async Task<T> AskAsync<T>(Call call, CancellationToken cancel) where T : class =>
        (T)(await AnswerAsync(call, cancel)).Value!;

    /// <summary>Like <see cref="AskAsync"/>; null when Alpaca itself answers that the resource does not exist.</summary>
    public async Task<T?> FindAsync<T>(Call call, CancellationToken cancel) where T : class
    {
        var attempt = await TryAsync(call, cancel);
        return attempt.IsNotFound ? null : (T)Answered(call, attempt).Value!;
    }

    /// <summary>Like <see cref="AskAsync"/>; null when the address is too long for a server on the way.</summary>
    public async Task<T?> AskUnlessTooLongAsync<T>(Call call, CancellationToken cancel) where T : class
    {
        var attempt = await TryAsync(call, cancel);
        return attempt.IsAddressTooLong ? null : (T)Answered(call, attempt).Value!;
    }

    /// <summary>Like <see cref="AskAsync"/>, with the headers beside the answer.</summary>
    public async Task<Attempt> AnswerAsync(Call call, CancellationToken cancel) => Answered(call, await TryAsync(call, cancel));

    /// <summary>
    /// Repeats a failure that may pass, and returns the last attempt. Only for requests that may be sent twice.
    /// </summary>
    public async Task<Attempt> TryAsync(Call call, CancellationToken cancel)
    {
        var budget = new CallBudget(options.CallTimeout);
        var context = AlpacaPipelines.Context(budget, cancel);
        try
        {
            var last = await calls.ExecuteAsync(
                async token =>
                {
                    await pacer.WaitAsync(token.CancellationToken);
                    var started = time.GetTimestamp();
                    var attempt = await AttemptAsync(call, null, token);
                    budget.Spend(time.GetElapsedTime(started));
                    return attempt;
                },
                context);
            // A failed attempt that is not repeated because the caller cancelled is a cancellation, not Alpaca's failure.
            if (last.MayPass) cancel.ThrowIfCancellationRequested();
            return last;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>
    /// Waits for its turn and sends one attempt; <paramref name="beforeSending"/> is called right before anything can be sent.
    /// </summary>
    public async Task<Attempt> SendOnceAsync(Call call, Action beforeSending, CancellationToken cancel)
    {
        await pacer.WaitAsync(cancel);
        var context = AlpacaPipelines.Context(null, cancel);
        try
        {
            return await AttemptAsync(call, beforeSending, context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>The message of a failed attempt: what it means and what to do.</summary>
    public string MessageOf(Call call, Attempt attempt) => messages.Of(call, attempt);

    private Attempt Answered(Call call, Attempt attempt) =>
        attempt.End == AttemptEnd.Answered ? attempt : throw failure(MessageOf(call, attempt), attempt.End == AttemptEnd.Refused);

    private async Task<Attempt> AttemptAsync(Call call, Action? beforeSending, ResilienceContext context)
    {
        var started = time.GetTimestamp();
        var attempt = await SendAsync(call, beforeSending, context);
        if (attempt.End == AttemptEnd.Blocked) Held(call.Name);
        else Ended(call.Name, attempt, time.GetElapsedTime(started).TotalMilliseconds);
        return attempt;
    }

    private async Task<Attempt> SendAsync(Call call, Action? beforeSending, ResilienceContext context)
    {
        try
        {
            return await attempts.ExecuteAsync(
                async inner =>
                {
                    beforeSending?.Invoke();
                    return await transport.SendAsync(call, inner.CancellationToken);
                },
                context);
        }
        catch (TimeoutRejectedException e)
        {
            return new(AttemptEnd.TimedOut, Message: $"there was no answer within {e.Timeout.TotalSeconds:0.###} s");
        }
        catch (BrokenCircuitException)
        {
            return new(AttemptEnd.Blocked);
        }
    }

    private void Ended(string call, Attempt attempt, double milliseconds) =>
        Ended(call, attempt.End, attempt.Status, attempt.Code, attempt.Message, milliseconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Call}: {End} {Status} {Code} {Text} after {Milliseconds:0} ms")]
    private partial void Ended(string call, AttemptEnd end, int status, string code, string text, double milliseconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Call}: not sent, because the last attempts all failed")]
    private partial void Held(string call);
}
