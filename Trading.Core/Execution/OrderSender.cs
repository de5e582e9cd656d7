using System.Collections.Immutable;
using Trading.Core.Events;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Core.Execution;

/// <summary>
/// Sends orders, and writes how sending ended. An entry is written down before it is sent, and sent in its own minute or not at
/// all. A sale has no deadline, and its writing never stands in its way.
/// </summary>
public sealed class OrderSender(TradingPorts ports)
{
    private static readonly Duration Deadline = Duration.FromSeconds(55);

    /// <summary>Whether too much of an entry's minute has passed to send its order.</summary>
    public bool IsLate(OrderIntent entry) => ports.Clock.GetCurrentInstant() - entry.DecidedAt >= Deadline;

    /// <summary>
    /// Writes the intent of an entry and sends its order, unless the same decision was made before, a halt stands, another
    /// program has entered the symbol or taken the last free place, or a limit on the day or the account is reached. The state is
    /// read after the intent is written. A program that halts or enters also writes first and reads then, so one of two programs
    /// always sees the other.
    /// </summary>
    /// <param name="intent">The entry.</param>
    /// <param name="policy">The entry rules.</param>
    /// <param name="context">What was known when the entry was decided; what has changed since is read again.</param>
    /// <param name="cancel">Stops before the order is sent, not after.</param>
    public async Task<ReasonCode> EnterAsync(
        OrderIntent intent, EntryPolicy policy, EntryContext context, CancellationToken cancel)
    {
        if (!await ports.Journal.TryAddIntentAsync(intent, cancel)) return ReasonCode.AlreadyDecided;
        var state = await ports.Journal.GetStateAsync(cancel);
        var candidate = new EntryCandidate(intent.Request.Symbol, intent.Probability ?? double.NaN, intent.ReferencePrice)
        {
            Shares = intent.Request.Quantity,
        };
        var newest = NewestOf(context, state, intent) with
        {
            Protections = context.Protections is { } known
                ? await ProtectionReader.ReadAgainAsync(policy.Protections, known, ports.Journal, intent, cancel) : null,
        };
        if (policy.Refusal(EntryStages.Sending, candidate, newest) is { } reason)
        {
            var abandoned = intent.MoveTo(IntentStatus.Abandoned, $"{reason}, before it was sent.");
            await ports.Journal.UpdateIntentAsync(abandoned, CancellationToken.None);
            return reason;
        }
        // The order may be at the broker now, so the outcome is written even while the program stops.
        return await SubmitAsync(intent, sent => ports.Journal.UpdateIntentAsync(sent, CancellationToken.None), cancel) switch
        {
            SubmitOutcome.Accepted => ReasonCode.Entered,
            SubmitOutcome.Rejected => ReasonCode.RefusedByBroker,
            _ => ReasonCode.OutcomeUnknown,
        };
    }

    // Only other entries count here: what is held or sold was looked at when the entry was decided.
    private EntryContext NewestOf(EntryContext context, TradingState state, OrderIntent own) => context with
    {
        IsHalted = state.Halt is not null,
        IsLate = IsLate(own),
        Involved = state.OpenIntents
            .Where(other => other.Purpose == OrderPurpose.Entry && other.Id != own.Id)
            .Select(other => other.Request.Symbol)
            .ToImmutableHashSet(StringComparer.Ordinal),
    };

    /// <summary>
    /// Sends a sale; nothing stops it but the end of its day, and what the journal does not take is written later. A program that
    /// wakes up on another day would send an id that nobody asks for any more.
    /// </summary>
    public async Task<SubmitOutcome> SellAsync(OrderIntent intent)
    {
        if (ports.Clock.GetCurrentInstant().InNewYork().Date == intent.Session)
            return await SubmitAsync(
                intent, sent => ports.Sales.WriteAsync(ports.Journal, sent), CancellationToken.None);
        const string Over = "Its day was over before it was sent; the next run decides anew.";
        await ports.Sales.WriteAsync(ports.Journal, intent.MoveTo(IntentStatus.Abandoned, Over));
        return new SubmitOutcome.Rejected("late", Over);
    }

    private async Task<SubmitOutcome> SubmitAsync(OrderIntent intent, Func<OrderIntent, Task> write, CancellationToken cancel)
    {
        var outcome = await ports.Broker.SubmitAsync(intent.Request, cancel);
        var sent = outcome switch
        {
            // The id was taken by another order: what stands at the broker is written, and nothing was sent.
            SubmitOutcome.Accepted { Order: var order } when IsOther(intent, order) => AdoptedSale.Over(intent, order),
            SubmitOutcome.Accepted => intent.MoveTo(IntentStatus.Working, intent.Note),
            SubmitOutcome.Rejected r => intent.MoveTo(IntentStatus.Rejected, $"{r.Code}: {r.Reason}"),
            SubmitOutcome.Unknown u => intent.MoveTo(IntentStatus.Unknown, u.Reason),
            _ => throw new InvalidOperationException($"Sending ended in an outcome that is not handled: {outcome}."),
        };
        await write(sent);
        if (outcome is SubmitOutcome.Accepted { Order: var taken } && IsOther(intent, taken)) return outcome;
        var now = ports.Clock.GetCurrentInstant();
        ports.Events.Emit(outcome switch
        {
            SubmitOutcome.Accepted => new OrderSent(now, sent),
            SubmitOutcome.Rejected => new OrderRefused(now, sent),
            _ => new OrderInDoubt(now, sent),
        });
        return outcome;
    }

    private static bool IsOther(OrderIntent intent, BrokerOrder order) =>
        intent.Purpose != OrderPurpose.Entry && !AdoptedSale.Matches(intent.Request, order);
}
