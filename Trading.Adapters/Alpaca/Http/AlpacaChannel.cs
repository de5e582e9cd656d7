using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

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
    private readonly ResiliencePipeline<Attempt> attempts = AlpacaPipelines.Attempts(options, time);
    private readonly ResiliencePipeline<Attempt> calls = AlpacaPipelines.Calls(options, time);

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

    /// <summary>Sends once when its turn has come; <paramref name="leaving"/> is called right before anything can leave.</summary>
    public async Task<Attempt> SendOnceAsync(Call call, Action leaving, CancellationToken cancel)
    {
        await pacer.WaitAsync(cancel);
        var context = AlpacaPipelines.Context(null, cancel);
        try
        {
            return await AttemptAsync(call, leaving, context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>What a failed attempt means, as one sentence.</summary>
    public string Sentence(Call call, Attempt attempt) => sentences.Of(call, attempt);

    private Attempt Answered(Call call, Attempt attempt) =>
        attempt.End == AttemptEnd.Answered ? attempt : throw failure(Sentence(call, attempt), attempt.End == AttemptEnd.Refused);

    private async Task<Attempt> AttemptAsync(Call call, Action? leaving, ResilienceContext context)
    {
        var started = time.GetTimestamp();
        var attempt = await SendAsync(call, leaving, context);
        if (attempt.End == AttemptEnd.Blocked) Held(call.Name);
        else Ended(call.Name, attempt.End, attempt.Status, attempt.Code, attempt.Message, time.GetElapsedTime(started).TotalMilliseconds);
        return attempt;
    }

    private async Task<Attempt> SendAsync(Call call, Action? leaving, ResilienceContext context)
    {
        try
        {
            return await attempts.ExecuteAsync(
                async inner =>
                {
                    leaving?.Invoke();
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

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Call}: {End} {Status} {Code} {Words} after {Milliseconds:0} ms")]
    private partial void Ended(string call, AttemptEnd end, int status, string code, string words, double milliseconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Call}: not sent, because the last attempts all failed")]
    private partial void Held(string call);
}
