using Trading.Core.Execution;
using Trading.Core.Journal;
using Trading.Core.Risk;

namespace Trading.Core.Jobs;

/// <summary>Sends orders: the intent is written first, then the order is sent, then its fate is written.</summary>
public sealed class OrderDesk(IBroker broker, ITradingJournal journal)
{
    /// <summary>
    /// Writes the intent of an entry and sends its order, unless the same decision was made before or a halt stands. The halt is
    /// read after the intent is written, and whoever halts reads the intents after the halt is written: one of the two sees the other.
    /// </summary>
    public async Task<ReasonCode> EnterAsync(OrderIntent intent, CancellationToken cancel)
    {
        if (!await journal.TryAddIntentAsync(intent, cancel)) return ReasonCode.AlreadyDecided;
        if ((await journal.GetStateAsync(cancel)).Halt is not null)
        {
            await journal.UpdateIntentAsync(
                intent with { Status = IntentStatus.Abandoned, Detail = "Trading was halted before it was sent." }, CancellationToken.None);
            return ReasonCode.Halted;
        }
        return await SubmitAsync(intent, cancel) switch
        {
            SubmitOutcome.Accepted => ReasonCode.Entered,
            SubmitOutcome.Rejected => ReasonCode.RefusedByBroker,
            _ => ReasonCode.OutcomeUnknown,
        };
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
