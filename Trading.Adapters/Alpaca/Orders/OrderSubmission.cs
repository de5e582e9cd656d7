using Trading.Adapters.Alpaca.Http;
using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca.Orders;

/// <summary>
/// Sends one order so that it is at the broker once or not at all. An attempt whose end is in doubt is repeated only after
/// Alpaca, queried by client order id, has answered that it does not have the order. From then on a refusal may be about the
/// order that did arrive, so it is settled by a query too.
/// </summary>
/// <remarks>
/// The loop is no Polly pipeline: between two attempts it queries, what it learns there changes how the next answer is read,
/// and the result is one of three outcomes with a reason. In a retry predicate this would be hidden state. Each attempt and
/// each query does go through the pipelines of the channel.
/// </remarks>
internal sealed class OrderSubmission(AlpacaTradingClient client, AlpacaOptions options, TimeProvider time, OrderRequest request)
{
    private const int MostAttempts = 3;

    private readonly Call call = OrderBodyMapping.Call(request);
    private bool sent;
    private bool inDoubt;
    private string error = "";

    /// <summary>Sends the order and settles what is in doubt. Throws only when cancelled before anything was sent.</summary>
    public async Task<SubmitOutcome> RunAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var late = new CancellationTokenSource(options.CallTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            return await AttemptsAsync(stop.Token);
        }
        catch (OperationCanceledException) when (sent || !cancel.IsCancellationRequested)
        {
            if (!sent) return Unknown("its time was up before its turn came, so nothing was sent");
            return Unknown(cancel.IsCancellationRequested ? "it was cancelled while it was under way" : "its time was up");
        }
    }

    private async Task<SubmitOutcome> AttemptsAsync(CancellationToken cancel)
    {
        for (var number = 1; ; number++)
        {
            var attempt = await client.PlaceOnceAsync(call, () => sent = true, cancel);
            if (attempt.End != AttemptEnd.Answered) error = client.MessageOf(call, attempt).TrimEnd('.');
            switch (attempt.End)
            {
                case AttemptEnd.Answered when Mapped((AlpacaOrder)attempt.Value!) is { } accepted:
                    return accepted;
                case AttemptEnd.Refused when inDoubt || IsDuplicate(attempt):
                    return await SettleAsync(cancel) ?? Unknown("it was refused, but an earlier attempt may have arrived");
                case AttemptEnd.Refused:
                    return new SubmitOutcome.Rejected(CodeOf(attempt), attempt.Message.Length > 0 ? attempt.Message : error);
                case AttemptEnd.Blocked:
                    return Unknown(inDoubt ? "an earlier attempt may have arrived" : "nothing was sent");
                case AttemptEnd.TooMany or AttemptEnd.NoConnection:
                    break;
                default:
                    inDoubt = true;
                    break;
            }
            if (inDoubt && await SettleAsync(cancel) is { } settled) return settled;
            if (number == MostAttempts) return GaveUp(attempt);
            var wait = attempt.RetryAfter ?? RetryWait.Backoff(options.RetryDelay, number - 1);
            if (wait >= options.CallTimeout) return GaveUp(attempt);
            await Task.Delay(wait, time, cancel);
        }
    }

    private SubmitOutcome GaveUp(Attempt attempt)
    {
        if (inDoubt) return Unknown("Alpaca does not know it so far, but it may still arrive");
        return attempt.End == AttemptEnd.TooMany ? new SubmitOutcome.Rejected("429", error) : Unknown("nothing was sent");
    }

    // Accepted when Alpaca has the order, null when Alpaca answers that it does not, unknown when there is no answer.
    private async Task<SubmitOutcome?> SettleAsync(CancellationToken cancel)
    {
        try
        {
            if (await client.FindOrderByClientIdAsync(request.Id.Value, cancel) is not { } found) return null;
            return Mapped(found) is { } accepted ? accepted : Unknown("what Alpaca has under its id could not be read");
        }
        catch (BrokerUnavailableException e)
        {
            return Unknown($"and asking for it did not help: {e.Message.TrimEnd('.')}");
        }
    }

    // Null for an answer that is about another order or incomplete: it settles nothing.
    private SubmitOutcome.Accepted? Mapped(AlpacaOrder order)
    {
        try
        {
            return order.ClientOrderId == request.Id.Value && order.Symbol == request.Symbol
                ? new(OrderMapping.Map(order))
                : null;
        }
        catch (BrokerUnavailableException)
        {
            return null;
        }
    }

    private SubmitOutcome.Unknown Unknown(string reason) =>
        new($"Order {request.Id}: {(error.Length > 0 ? $"{error}; " : "")}{reason}.");

    private static bool IsDuplicate(Attempt attempt) => attempt.Status is 409 or 422 or 400
        && attempt.Message.Contains("client_order_id", StringComparison.OrdinalIgnoreCase)
        && attempt.Message.Contains("unique", StringComparison.OrdinalIgnoreCase);

    private static string CodeOf(Attempt attempt) => attempt.Code.Length > 0 ? attempt.Code : $"{attempt.Status}";
}
