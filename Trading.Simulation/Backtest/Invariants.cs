using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Simulation.Backtest;

/// <summary>
/// What holds at every step, through every failure: nine checks on what the exchange and the journal show after a step. They
/// share no code with the jobs, so that a mistake there is seen here.
/// </summary>
public static class Invariants
{
    /// <summary>Steps that a position may stand bare while something is being done about it, even when the broker
    /// fails.</summary>
    public const int MostStepsWithoutCover = 5;

    private static readonly Duration Grace = Duration.FromMinutes(2);

    private static readonly (string Name, Func<StepSnapshot, IEnumerable<string>> Check)[] All =
    [
        ("1 at most MaxOpenPositions", AtMostMaxOpenPositions),
        ("2 position size and risk", SizeAndRisk),
        ("3 no entry without proof", NoEntryWithoutProof),
        ("4 every position protected", EveryPositionProtected),
        ("5 intent before order", IntentBeforeOrder),
        ("6 one entry a symbol and minute", OneEntryPerSymbolAndMinute),
        ("7 flat after the close", FlatAfterTheClose),
        ("8 nothing from the future", NothingFromTheFuture),
        ("9 paper unless switched on twice", PaperUnlessSwitchedOnTwice),
    ];

    /// <summary>Every breach, as "minute: number and name: what".</summary>
    public static IEnumerable<string> Breaches(StepSnapshot step) =>
        from invariant in All
        from what in invariant.Check(step)
        select $"{step.Minute.InNewYork():uuuu-MM-dd HH:mm}: {invariant.Name}: {what}";

    private static IEnumerable<string> AtMostMaxOpenPositions(StepSnapshot step)
    {
        var symbols = step.Exchange.Positions.Select(p => p.Symbol)
            .Concat(LiveOrders(step).Where(o => o.Side == OrderSide.Buy).Select(o => o.Symbol))
            .Distinct(StringComparer.Ordinal)
            .Count();
        if (symbols > step.Limits.MaxOpenPositions)
            yield return $"{symbols} positions and pending entries, {step.Limits.MaxOpenPositions} allowed";
    }

    private static IEnumerable<string> SizeAndRisk(StepSnapshot step)
    {
        foreach (var position in step.Exchange.Positions.Where(p => p.Quantity > step.Limits.MaxPositionSize))
            yield return $"{position.Quantity} {position.Symbol}, {step.Limits.MaxPositionSize} allowed";
        foreach (var entry in NewEntries(step))
        {
            if (entry.Request.Bracket is not { } bracket)
            {
                yield return $"{entry.Id} has no bracket";
                continue;
            }
            var loss = (entry.ReferencePrice - bracket.StopPrice) * entry.Request.Quantity;
            if (loss > step.Limits.RiskPerTrade * step.Exchange.Account!.Equity)
                yield return $"{entry.Id} loses {loss} at its stop, more than {step.Limits.RiskPerTrade:P1} of "
                    + $"{step.Exchange.Account.Equity}";
        }
    }

    private static IEnumerable<string> NoEntryWithoutProof(StepSnapshot step)
    {
        var allowed = step.Promotion == Promotion.Proven ? step.Model.Promoted : step.Model.Promoted ?? step.Model.Newest;
        var isProven = step.Model.Evidence?.Last?.Standing == RecipeStanding.Proven;
        foreach (var entry in NewEntries(step))
        {
            if (!(entry.Probability >= step.Limits.MinConfidence))
                yield return $"{entry.Id} was entered at confidence {entry.Probability}";
            if (entry.ModelId is null || entry.ModelId != allowed)
                yield return $"{entry.Id} was entered by model {entry.ModelId}, which may not trade";
            else if (step.Promotion == Promotion.Probation && !isProven && entry.Request.Quantity > 1)
                yield return $"{entry.Id} was entered with {entry.Request.Quantity} shares on probation";
            else if (step.SchemaOf(entry.ModelId) != FeatureSchema.Version)
                yield return $"{entry.Id} was entered by a model of another feature schema";
        }
    }

    /// <summary>
    /// A position is covered by a live stop for all its shares, or by a live sale. Between the two, while its legs are being
    /// cancelled or its entry is still filling, it may stand bare for a moment: at most <see cref="MostStepsWithoutCover"/>
    /// steps, and only with an exit that is being sent or an entry that is filling.
    /// </summary>
    private static IEnumerable<string> EveryPositionProtected(StepSnapshot step)
    {
        foreach (var position in step.Exchange.Positions.Where(p => !IsCovered(p, step.Exchange, step.Minute)))
        {
            var steps = step.StepsWithoutCover.GetValueOrDefault(position.Symbol);
            var closing = step.Intents.Any(i =>
                i.Request.Symbol == position.Symbol && i.Request.Side == OrderSide.Sell && step.Minute - i.DecidedAt < Grace);
            var filling = step.Exchange.Orders.Any(o =>
                o.Symbol == position.Symbol && o.Side == OrderSide.Buy && !o.Status.IsFinal()
                    && step.Minute - (o.FilledAt ?? o.SubmittedAt) < Grace);
            if (steps > MostStepsWithoutCover || (!closing && !filling))
                yield return $"{position.Quantity} {position.Symbol} have had neither a stop nor a sale for {steps} steps";
        }
    }

    /// <summary>Whether a live stop or a live sale stands for all of a position; a limit order counts only while it is
    /// young.</summary>
    public static bool IsCovered(Position position, BrokerView exchange, Instant now)
    {
        var orders = exchange.Orders.Where(o => o.Symbol == position.Symbol).ToList();
        // A bracket's leg, or the stop of its own that guards what a partly filled entry has left without legs.
        var stops = orders.SelectMany(o => o.WithLegs())
            .Where(leg => leg is { Side: OrderSide.Sell, StopPrice: not null })
            .Where(leg => leg.Status is OrderStatus.Open or OrderStatus.PartiallyFilled)
            .Sum(leg => leg.Remaining);
        var sale = orders.Any(o =>
            o.Side == OrderSide.Sell && !o.Status.IsFinal() && (o.Type == OrderType.Market || now - o.SubmittedAt < Grace));
        return stops >= position.Quantity || sale;
    }

    private static IEnumerable<string> IntentBeforeOrder(StepSnapshot step)
    {
        foreach (var id in step.SentWithoutIntent) yield return $"{id} was sent before it was written down";
        var written = step.Intents.Select(i => i.Id).ToHashSet();
        foreach (var order in step.Exchange.Orders.Where(
            o => o.SubmittedAt >= step.Session.Open && !written.Contains(o.ClientId)))
            yield return $"{order.ClientId} has no intent";
    }

    private static IEnumerable<string> OneEntryPerSymbolAndMinute(StepSnapshot step) =>
        step.Exchange.Orders
            .Where(o => o.Side == OrderSide.Buy)
            .GroupBy(o => (o.Symbol, Minute: o.SubmittedAt.FloorToMinute()))
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Count()} entries of {g.Key.Symbol} in one minute");

    private static IEnumerable<string> FlatAfterTheClose(StepSnapshot step) =>
        step.Minute < step.Session.Close
            ? []
            : step.Exchange.Positions.Select(p => $"{p.Quantity} {p.Symbol} left after the close");

    private static IEnumerable<string> NothingFromTheFuture(StepSnapshot step)
    {
        foreach (var bar in step.ServedTooEarly) yield return $"bar {bar} was served before it was complete";
        foreach (var entry in NewEntries(step))
        {
            if (entry.BasedOn is not { } start || start + Bar.Length > entry.DecidedAt)
                yield return $"{entry.Id} used a bar that was not complete";
            else if (step.RecordedClose(entry.Request.Symbol, start) != entry.ReferencePrice)
                yield return $"{entry.Id} used the price {entry.ReferencePrice}, which the bar of {start} does not have";
        }
        foreach (var order in step.Exchange.Orders.SelectMany(o => o.WithLegs()).Where(o => o.FilledAt < o.SubmittedAt))
            yield return $"{order.ClientId} filled before it was sent";
    }

    private static IEnumerable<string> PaperUnlessSwitchedOnTwice(StepSnapshot step)
    {
        if (step.Mode == TradingMode.Live && !step.LiveIsSwitchedOnTwice) yield return "real money without both switches";
    }

    private static IEnumerable<OrderIntent> NewEntries(StepSnapshot step) =>
        step.Intents.Where(i => i.Purpose == OrderPurpose.Entry && i.DecidedAt == step.Minute);

    private static IEnumerable<BrokerOrder> LiveOrders(StepSnapshot step) => step.Exchange.Orders.Where(o => !o.Status.IsFinal());
}
