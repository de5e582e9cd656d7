using Trading.Core.Execution;
using Trading.Core.Journal;

namespace Trading.Core.Jobs;

/// <summary>Sends orders: the intent is written first, then the order is sent, then its fate is written.</summary>
public sealed class OrderDesk(IBroker broker, ITradingJournal journal)
{
    /// <summary>Writes the intent and sends its order; null, sending nothing, when the same decision was made before.</summary>
    public async Task<SubmitOutcome?> SendAsync(OrderIntent intent, CancellationToken cancel)
    {
        if (!await journal.TryAddIntentAsync(intent, cancel)) return null;
        return await SubmitAsync(intent, cancel);
    }

    /// <summary>Sends the order of an intent that is in the journal.</summary>
    public async Task<SubmitOutcome> SubmitAsync(OrderIntent intent, CancellationToken cancel)
    {
        var outcome = await broker.SubmitAsync(intent.Request, cancel);
        // Once sent, the fate is written even when the program is being stopped.
        await journal.UpdateIntentAsync(outcome switch
        {
            SubmitOutcome.Accepted => intent with { Status = IntentStatus.Working },
            SubmitOutcome.Rejected r => intent with { Status = IntentStatus.Rejected, Detail = $"{r.Code}: {r.Reason}" },
            SubmitOutcome.Unknown u => intent with { Status = IntentStatus.Unknown, Detail = u.Reason },
            _ => throw new InvalidOperationException($"An outcome of sending that nobody handles: {outcome}."),
        }, CancellationToken.None);
        return outcome;
    }
}
