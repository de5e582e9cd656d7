using Trading.Core.Events;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Core.Execution;

/// <summary>
/// Sends orders: the intent is written first, then the order is sent, then its fate is written. An order is sent in its own minute
/// or not at all, so that the next minute, of this program or another, need not fear one that is still to come.
/// </summary>
public sealed class OrderSender(TradingPorts ports)
{
    private static readonly Duration Deadline = Duration.FromSeconds(55);

    /// <summary>
    /// Whether the minute of a decision is so far gone that its order may not be sent any more. Never at a simulated exchange, whose
    /// minutes may pass faster than an order can be sent.
    /// </summary>
    public bool IsLate(OrderIntent intent) =>
        ports.Broker.Mode != TradingMode.Simulated && ports.Clock.GetCurrentInstant() - intent.DecidedAt >= Deadline;

    /// <summary>
    /// Writes the intent of an entry and sends its order, unless the same decision was made before, a halt stands, or another program
    /// has meanwhile entered the symbol or taken the last place. All that is read after the intent is written, and whoever halts or
    /// enters reads after writing too: one of the two sees the other.
    /// </summary>
    /// <param name="intent">The entry.</param>
    /// <param name="mostPositions">How many symbols may be held or on order at once.</param>
    /// <param name="cancel">Stops before the order is sent, not after.</param>
    public async Task<ReasonCode> EnterAsync(OrderIntent intent, int mostPositions, CancellationToken cancel)
    {
        if (!await ports.Journal.TryAddIntentAsync(intent, cancel)) return ReasonCode.AlreadyDecided;
        var state = await ports.Journal.GetStateAsync(cancel);
        if ((IsLate(intent) ? ReasonCode.TooLate : InTheWay(state, intent, mostPositions)) is { } why)
        {
            await ports.Journal.UpdateIntentAsync(intent with { Status = IntentStatus.Abandoned, Detail = $"{why}, before it was sent." }, CancellationToken.None);
            return why;
        }
        return await SubmitAsync(intent, cancel) switch
        {
            SubmitOutcome.Accepted => ReasonCode.Entered,
            SubmitOutcome.Rejected => ReasonCode.RefusedByBroker,
            _ => ReasonCode.OutcomeUnknown,
        };
    }

    private static ReasonCode? InTheWay(TradingState state, OrderIntent own, int mostPositions)
    {
        if (state.Halt is not null) return ReasonCode.Halted;
        var entries = state.OpenIntents.Where(other => other.Purpose == OrderPurpose.Entry && other.Id != own.Id).Select(other => other.Request.Symbol).ToHashSet(StringComparer.Ordinal);
        if (entries.Contains(own.Request.Symbol)) return ReasonCode.AlreadyInvolved;
        return entries.Count >= mostPositions ? ReasonCode.MaxOpenPositions : null;
    }

    /// <summary>Sends the order of an intent that is in the journal.</summary>
    public async Task<SubmitOutcome> SubmitAsync(OrderIntent intent, CancellationToken cancel)
    {
        var outcome = await ports.Broker.SubmitAsync(intent.Request, cancel);
        // Once sent, the fate is written even when the program is being stopped.
        var sent = outcome switch
        {
            SubmitOutcome.Accepted => intent with { Status = IntentStatus.Working },
            SubmitOutcome.Rejected r => intent with { Status = IntentStatus.Rejected, Detail = $"{r.Code}: {r.Reason}" },
            SubmitOutcome.Unknown u => intent with { Status = IntentStatus.Unknown, Detail = u.Reason },
            _ => throw new InvalidOperationException($"An outcome of sending that nobody handles: {outcome}."),
        };
        await ports.Journal.UpdateIntentAsync(sent, CancellationToken.None);
        var now = ports.Clock.GetCurrentInstant();
        ports.Events.Emit(outcome switch
        {
            SubmitOutcome.Accepted => new OrderSent(now, sent),
            SubmitOutcome.Rejected => new OrderRefused(now, sent),
            _ => new OrderInDoubt(now, sent),
        });
        return outcome;
    }
}
