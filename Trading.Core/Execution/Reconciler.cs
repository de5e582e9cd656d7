using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Execution;

/// <summary>
/// Compares what was intended with what the broker says: orders, then fills, then positions. It only concludes; it sends
/// nothing and writes nothing, so it can be run again at any moment.
/// </summary>
public static class Reconciler
{
    /// <summary>How long an order may be in doubt, or an entry wait for its first fill, before it is acted upon.</summary>
    public static readonly Duration Patience = Duration.FromMinutes(2);

    // An entry's legs live only once all of it has filled.
    private static readonly Duration FillPatience = Duration.FromSeconds(30);

    /// <summary>
    /// The intents that the listed orders do not answer for; each has to be asked for by its client order id, and what is
    /// found added to the view, before <see cref="Reconcile"/> may conclude that the broker never got it.
    /// </summary>
    public static IEnumerable<OrderIntent> NotListed(IReadOnlyList<OrderIntent> openIntents, BrokerView view)
    {
        var listed = view.Orders.Select(o => o.ClientId).ToHashSet();
        return openIntents.Where(i => !listed.Contains(i.Id));
    }

    /// <summary>Draws the conclusions.</summary>
    /// <param name="openIntents">The journal's open intents.</param>
    /// <param name="view">What the broker says, asked after <paramref name="now"/>.</param>
    /// <param name="now">The moment before the broker was asked.</param>
    public static Reconciliation Reconcile(IReadOnlyList<OrderIntent> openIntents, BrokerView view, Instant now)
    {
        var orders = view.Orders.GroupBy(o => o.ClientId).ToDictionary(g => g.Key, g => g.First());
        var held = view.Positions.Select(p => p.Symbol).Concat(view.Odd.Select(o => o.Symbol))
            .ToHashSet(StringComparer.Ordinal);
        var purposes = openIntents.ToDictionary(i => i.Id, i => i.Purpose);
        var settled = new List<OrderIntent>();
        var holdings = new List<Holding>();
        foreach (var intent in openIntents)
        {
            var order = orders.GetValueOrDefault(intent.Id);
            if (order is null)
            {
                settled.Add(WithoutOrder(intent, held.Contains(intent.Request.Symbol), now));
            }
            else if (intent.Purpose == OrderPurpose.Entry && order.FilledQuantity > 0)
            {
                var holding = HoldingOf(intent, order, view, held.Contains(intent.Request.Symbol), purposes, now);
                holdings.Add(holding);
                settled.Add(intent.Observed(StatusOf(holding, order)));
            }
            else
            {
                settled.Add(Settled(intent, order));
            }
        }

        var open = settled.Where(i => i.IsOpen).ToList();
        var leftAlone = OddOnes(view).ToList();
        return new Reconciliation(
            settled.Zip(openIntents).Where(pair => pair.First != pair.Second).Select(pair => pair.First).ToList(),
            holdings,
            view.Positions.Where(p => !IsCovered(p, view, now)).ToList(),
            view.Positions.Select(p => p.Symbol)
                .Concat(view.Orders.Where(o => !o.Status.IsFinal()).Select(o => o.Symbol))
                .Concat(open.Select(i => i.Request.Symbol))
                .ToHashSet(StringComparer.Ordinal),
            [.. Surprises(view, open, settled), .. leftAlone])
        {
            PartlyFilled = view.Positions.Where(p => HasStalledEntry(p, view, now)).ToList(),
            InDoubt = open
                .Where(i => i.Purpose == OrderPurpose.Entry && i.Status is IntentStatus.Planned or IntentStatus.Unknown)
                .Select(i => i.Request.Symbol).ToList(),
            LeftAlone = leftAlone,
        };
    }

    /// <summary>What follows from the broker alone, while the journal does not answer.</summary>
    public static Reconciliation WithoutJournal(BrokerView view, Instant now)
    {
        var seen = Reconcile([], view, now);
        // Without the journal nothing can be said to be missing in it.
        return seen with { Surprises = seen.LeftAlone };
    }

    private static OrderIntent WithoutOrder(OrderIntent intent, bool held, Instant now) => intent.Status switch
    {
        _ when now - intent.DecidedAt < Patience => intent,
        // It may still arrive, and another entry of the symbol would be the second: it waits until its day is over.
        IntentStatus.Planned or IntentStatus.Unknown
            when intent.Purpose == OrderPurpose.Entry && now.InNewYork().Date <= intent.Session => intent,
        // It was there once. While its shares are, nothing is over.
        IntentStatus.Holding or IntentStatus.Working when held => intent,
        IntentStatus.Holding or IntentStatus.Working =>
            intent.MoveTo(IntentStatus.Completed, "The broker no longer knows this order, and holds nothing of it."),
        _ => intent.MoveTo(IntentStatus.Abandoned, "The broker does not know this order; it never arrived."),
    };

    private static OrderIntent Settled(OrderIntent intent, BrokerOrder order)
    {
        var settled = intent.Observed(StatusOf(order));
        return settled.Status != intent.Status && settled.Status == IntentStatus.Rejected
            ? settled with { Note = $"{order.Status} by the broker after it had taken the order." }
            : settled;
    }

    /// <summary>Where an order that is no entry with a fill stands.</summary>
    internal static IntentStatus StatusOf(BrokerOrder order) => order switch
    {
        { Status: OrderStatus.Rejected } or { Status: OrderStatus.Expired, FilledQuantity: 0 } => IntentStatus.Rejected,
        { Status: var status } when !status.IsFinal() => IntentStatus.Working,
        { FilledQuantity: > 0 } => IntentStatus.Completed,
        _ => IntentStatus.Unfilled,
    };

    /// <summary>An entry that is still filling stays Working, so that its trade is written again when it is complete.</summary>
    private static IntentStatus StatusOf(Holding holding, BrokerOrder entry) => holding.Exit is not null
        ? IntentStatus.Completed
        : entry.Status.IsFinal() ? IntentStatus.Holding : IntentStatus.Working;

    private static Holding HoldingOf(
        OrderIntent intent, BrokerOrder entry, BrokerView view, bool held,
        Dictionary<ClientOrderId, OrderPurpose> purposes, Instant now)
    {
        var holding = new Holding(intent, entry.FilledQuantity, entry.FilledPrice!.Value, entry.FilledAt!.Value, Exit: null);
        var exits = entry.Legs
            .Concat(view.Orders.Where(
                o => o.Symbol == entry.Symbol && o.Side == OrderSide.Sell && o.SubmittedAt >= entry.SubmittedAt))
            .Where(o => o.FilledQuantity > 0)
            .OrderBy(o => o.FilledAt)
            .ToList();
        var sold = exits.Sum(o => o.FilledQuantity);
        if (entry.Status.IsFinal() && sold >= entry.FilledQuantity)
        {
            var received = exits.Sum(o => o.FilledQuantity * o.FilledPrice!.Value);
            var exit = new PositionExit(exits[^1].FilledAt!.Value, received / sold, ReasonOf(exits[^1], entry, purposes));
            return holding with { Exit = exit };
        }
        // A position that the broker no longer has, though no fill explains it, was closed by another hand. A fill of the
        // last minutes may be younger than the list of positions, so it is given time.
        return !held && entry.Status.IsFinal() && now - holding.EntryAt >= Patience
            ? holding with { Exit = new PositionExit(now, Price: null, ExitReason.External) }
            : holding;
    }

    private static ExitReason ReasonOf(
        BrokerOrder exit, BrokerOrder entry, Dictionary<ClientOrderId, OrderPurpose> purposes)
    {
        // A stop that was moved, or put back, is a stop still; a target that was moved names the leg that it replaced.
        if (exit.StopPrice is not null) return ExitReason.StopLoss;
        if (entry.Legs.Any(leg => leg.BrokerId == exit.BrokerId || leg.BrokerId == exit.Replaces)) return ExitReason.TakeProfit;
        return purposes.TryGetValue(exit.ClientId, out var purpose)
            ? purpose switch
            {
                OrderPurpose.EndOfDay => ExitReason.EndOfDay,
                OrderPurpose.TimeExit => ExitReason.TimeExit,
                OrderPurpose.Rebalance => ExitReason.Rebalance,
                OrderPurpose.Unprotected => ExitReason.Unprotected,
                OrderPurpose.Flatten => ExitReason.Flatten,
                _ => ExitReason.Unrecorded,
            }
            : exit.ClientId.IsExitOf(exit.Symbol) ? ExitReason.Unrecorded : ExitReason.External;
    }

    private static bool IsCovered(Position position, BrokerView view, Instant now)
    {
        var symbol = position.Symbol;
        if (view.ProtectedShares(symbol) >= position.Quantity) return true;
        // A limit may rest above the market for ever, so it counts as closing only while it is young.
        if (view.LiveExit(symbol) is { } exit
            && (exit.Type == OrderType.Market || now - exit.SubmittedAt < Patience)) return true;
        return view.Orders.Any(o => IsFilling(o, symbol) && now - o.SubmittedAt < Patience);
    }

    private static bool HasStalledEntry(Position position, BrokerView view, Instant now) =>
        view.ProtectedShares(position.Symbol) < position.Quantity
        && view.Orders.Any(o => IsFilling(o, position.Symbol) && o.FilledQuantity > 0 && now - o.SubmittedAt >= FillPatience);

    private static bool IsFilling(BrokerOrder order, string symbol) =>
        order.Symbol == symbol && order.Side == OrderSide.Buy && !order.IsOdd && !order.Status.IsFinal()
        && order.Status != OrderStatus.Suspended;

    private static IEnumerable<string> Surprises(BrokerView view, List<OrderIntent> open, List<OrderIntent> settled)
    {
        foreach (var position in view.Positions)
        {
            if (!open.Any(i => i.Purpose == OrderPurpose.Entry && i.Request.Symbol == position.Symbol))
                yield return $"{position.Quantity} shares of {position.Symbol} are held without an open entry in the journal.";
        }
        foreach (var order in view.Orders.Where(o => !o.Status.IsFinal() && settled.All(i => i.Id != o.ClientId)))
            yield return $"Order {order.ClientId} is live at the broker without an open intent in the journal.";
    }

    private static IEnumerable<string> OddOnes(BrokerView view) => view.Odd.Select(odd =>
        $"The account holds {odd.Quantity} {odd.Symbol}, which this system cannot have bought ({Oddity(odd.Oddity)}): it is left "
        + "alone, and nothing is bought in it.");

    private static string Oddity(PositionOddity oddity) => oddity switch
    {
        PositionOddity.OtherAsset => "not a US stock",
        PositionOddity.ShortSale => "short",
        PositionOddity.Fraction => "a fraction of a share",
        _ => "without a price",
    };
}
