using Trading.Core.Orders;

namespace Trading.Core.Execution;

/// <summary>
/// Compares what was intended with what the broker says: orders, then fills, then positions. It only concludes; it sends
/// nothing and writes nothing, so it can be run again at any moment.
/// </summary>
public static class Reconciler
{
    /// <summary>How long an order may be in doubt, or half filled, before it is acted upon.</summary>
    public static readonly Duration Patience = Duration.FromMinutes(2);

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
        var positions = view.Positions.ToDictionary(p => p.Symbol, StringComparer.Ordinal);
        var settled = new List<OrderIntent>();
        var holdings = new List<Holding>();
        foreach (var intent in openIntents)
        {
            var order = orders.GetValueOrDefault(intent.Id);
            if (order is null)
            {
                settled.Add(WithoutOrder(intent, positions.ContainsKey(intent.Request.Symbol), now));
            }
            else if (intent.Purpose == OrderPurpose.Entry && order.FilledQuantity > 0)
            {
                var holding = HoldingOf(intent, order, view, positions.ContainsKey(intent.Request.Symbol), now);
                holdings.Add(holding);
                settled.Add(intent.Observed(StatusOf(holding, order)));
            }
            else
            {
                settled.Add(intent.Observed(StatusOf(order)));
            }
        }

        var open = settled.Where(i => i.IsOpen).ToList();
        return new Reconciliation(
            settled.Zip(openIntents).Where(pair => pair.First != pair.Second).Select(pair => pair.First).ToList(),
            holdings,
            view.Positions.Where(p => !IsCovered(p, view, open, now)).ToList(),
            view.Positions.Select(p => p.Symbol)
                .Concat(view.Orders.Where(o => !o.Status.IsFinal()).Select(o => o.Symbol))
                .Concat(open.Select(i => i.Request.Symbol))
                .ToHashSet(StringComparer.Ordinal),
            Surprises(view, open, settled).ToList());
    }

    private static OrderIntent WithoutOrder(OrderIntent intent, bool held, Instant now) => intent.Status switch
    {
        _ when now - intent.DecidedAt < Patience => intent,
        // It was there once. While its shares are, nothing is over.
        IntentStatus.Holding or IntentStatus.Working when held => intent,
        IntentStatus.Holding or IntentStatus.Working =>
            intent.MoveTo(IntentStatus.Completed, "The broker no longer knows this order, and holds nothing of it."),
        _ => intent.MoveTo(IntentStatus.Abandoned, "The broker does not know this order; it never arrived."),
    };

    private static IntentStatus StatusOf(BrokerOrder order) => order switch
    {
        { Status: OrderStatus.Rejected } => IntentStatus.Rejected,
        { Status: var status } when !status.IsFinal() => IntentStatus.Working,
        { FilledQuantity: > 0 } => IntentStatus.Completed,
        _ => IntentStatus.Unfilled,
    };

    /// <summary>An entry that is still filling stays Working, so that its trade is written again when it is complete.</summary>
    private static IntentStatus StatusOf(Holding holding, BrokerOrder entry) => holding.Exit is not null
        ? IntentStatus.Completed
        : entry.Status.IsFinal() ? IntentStatus.Holding : IntentStatus.Working;

    private static Holding HoldingOf(OrderIntent intent, BrokerOrder entry, BrokerView view, bool held, Instant now)
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
            return holding with {
                Exit = new PositionExit(exits[^1].FilledAt!.Value, received / sold, ReasonOf(exits[^1], entry)) };
        }
        // A position that the broker no longer has, though no fill explains it, was closed by another hand. A fill of the
        // last minutes may be younger than the list of positions, so it is given time.
        return !held && entry.Status.IsFinal() && now - holding.EntryAt >= Patience
            ? holding with { Exit = new PositionExit(now, Price: null, ExitReason.External) }
            : holding;
    }

    private static ExitReason ReasonOf(BrokerOrder exit, BrokerOrder entry)
    {
        if (entry.Legs.Any(leg => leg.BrokerId == exit.BrokerId))
            return exit.StopPrice is null ? ExitReason.TakeProfit : ExitReason.StopLoss;
        return exit.ClientId.Purpose switch
        {
            OrderPurpose.EndOfDay => ExitReason.EndOfDay,
            OrderPurpose.TimeExit => ExitReason.TimeExit,
            OrderPurpose.Rebalance => ExitReason.Rebalance,
            OrderPurpose.Unprotected => ExitReason.Unprotected,
            OrderPurpose.Flatten => ExitReason.Flatten,
            _ => ExitReason.External,
        };
    }

    private static bool IsCovered(Position position, BrokerView view, List<OrderIntent> open, Instant now)
    {
        var symbol = position.Symbol;
        if (view.ProtectedShares(symbol) >= position.Quantity) return true;
        // A limit may rest above the market for ever, so it counts as closing only while it is young.
        if (view.LiveExit(symbol) is { } exit
            && (exit.Type == OrderType.Market || now - exit.SubmittedAt < Patience)) return true;
        var stillFilling = view.Orders.Any(o =>
            o.Symbol == symbol && o.Side == OrderSide.Buy && !o.Status.IsFinal()
                && now - (o.FilledAt ?? o.SubmittedAt) < Patience);
        var exitInDoubt = open.Any(i =>
            i.Request.Symbol == symbol && i.Request.Side == OrderSide.Sell
            && i.Status is IntentStatus.Planned or IntentStatus.Unknown);
        return stillFilling || exitInDoubt;
    }

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
}
