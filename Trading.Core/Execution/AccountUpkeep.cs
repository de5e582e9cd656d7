using Trading.Core.Events;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Execution;

/// <summary>What the upkeep of a minute found and did.</summary>
/// <param name="Account">Broker and journal, reconciled; null when the broker did not answer.</param>
/// <param name="Notes">What a person should know, a sentence each.</param>
/// <param name="Error">What keeps entries from being made; null when nothing does.</param>
/// <param name="RefusedSales">Sales that the broker refused.</param>
public sealed record UpkeepResult(ReconciledAccount? Account, IReadOnlyList<string> Notes, string? Error, int RefusedSales);

/// <summary>
/// Each minute's care for what is held: reconciles, sells what a halt, a missing stop or the plan's time asks for, and gives a
/// partly filled entry its stop. It needs neither bars nor a model, nor a journal that answers.
/// </summary>
public sealed class AccountUpkeep(TradingPorts ports, TradePlan plan)
{
    private readonly AccountReconciler reconciler = new(ports);
    private readonly AccountFlattener flattener = new(ports);
    private readonly PositionLiquidator liquidator = new(ports);

    /// <summary>Does a minute's upkeep. A broker that does not answer is the result's error.</summary>
    public async Task<UpkeepResult> RunAsync(Session session, Instant minute, CancellationToken cancel)
    {
        ReconciledAccount account;
        try
        {
            account = await reconciler.ReconcileAsync(cancel);
        }
        catch (BrokerUnavailableException e)
        {
            return new(null, [], $"No entry is made: the broker could not be reconciled ({e.Message}).", 0);
        }
        var notes = account.Reconciliation.Surprises.ToList();
        if (ports.Sales.Waiting is > 0 and var waiting) notes.Add($"Sales that are not recorded yet: {waiting}.");
        var error = account.Gap is { } gap ? $"No entry is made: {gap}" : null;
        if (account.Halt is { } halt)
        {
            var reason = halt.Reason.Length > 0 ? $": {halt.Reason}" : "";
            notes.Add($"Halted since {halt.Since.InNewYork():uuuu-MM-dd HH:mm} New York{reason}.");
        }
        if (account.Halt is { Flatten: true })
        {
            var flat = await flattener.RunAsync(account.View, OrderPurpose.Flatten, session, minute, cancel);
            return new(account, [.. notes, .. flat.Errors], error, flat.Refused);
        }
        await CancelSuspendedAsync(account.View, minute, notes, cancel);
        var cares = Cares(account, session, minute, cancel).ToList();
        var refused = 0;
        foreach (var (note, sale) in await Task.WhenAll(cares))
        {
            if (note.Length > 0) notes.Add(note);
            if (sale.IsRefused) refused++;
        }
        return new(account, notes, error, refused);
    }

    private IEnumerable<Task<(string Note, LiquidationResult Sale)>> Cares(
        ReconciledAccount account, Session session, Instant minute, CancellationToken cancel)
    {
        var (view, bare) = (account.View, account.Reconciliation.Unprotected);
        foreach (var position in bare) yield return SellBareAsync(position, view, session, minute, cancel);
        foreach (var position in account.Reconciliation.PartlyFilled.Except(bare))
        {
            yield return TryAsync(
                () => liquidator.ProtectAsync(position, view, session, minute, cancel),
                sale => $"The entry of {position.Symbol} stopped at {position.Quantity} shares; its rest is cancelled. "
                    + sale.Error);
        }
        foreach (var position in TimedOut(account, session, minute).Except(bare))
        {
            yield return SellTimedOutAsync(position, view, session, minute, cancel);
        }
    }

    private async Task<(string Note, LiquidationResult Sale)> SellTimedOutAsync(
        Position position, BrokerView view, Session session, Instant minute, CancellationToken cancel)
    {
        var (note, sale) = await TryAsync(
            () => liquidator.CloseAsync(position, null, OrderPurpose.TimeExit, view, session, minute, cancel),
            sale => sale.IsUnderWay ? "" : $"{position.Symbol} is past its time and is not being sold: {sale.Error}");
        if (sale is { IsUnderWay: false, IsRefused: false })
            ports.Events.Emit(new PositionNotSold(minute, position, OrderPurpose.TimeExit, sale.Error));
        return (note, sale);
    }

    private async Task<(string Note, LiquidationResult Sale)> SellBareAsync(
        Position position, BrokerView view, Session session, Instant minute, CancellationToken cancel)
    {
        var (note, sale) = await TryAsync(
            () => liquidator.CloseAsync(position, null, OrderPurpose.Unprotected, view, session, minute, cancel),
            sale => $"{position.Symbol} had no live stop and is "
                + $"{(sale.IsUnderWay ? "being closed." : $"not being closed: {sale.Error}")}");
        ports.Events.Emit(new PositionUnprotected(minute, position, sale.Error));
        return (note, sale);
    }

    private static async Task<(string Note, LiquidationResult Sale)> TryAsync(
        Func<Task<LiquidationResult>> act, Func<LiquidationResult, string> note)
    {
        var sale = await LiquidationResult.OfAsync(act);
        return (note(sale), sale);
    }

    // A suspended entry may be rejected, or fill at any later moment; its decision was for its own minute.
    private async Task CancelSuspendedAsync(BrokerView view, Instant minute, List<string> notes, CancellationToken cancel)
    {
        foreach (var entry in view.Orders.Where(o => o.Side == OrderSide.Buy && o.Status == OrderStatus.Suspended && !o.IsOdd
            && minute - o.SubmittedAt >= Reconciler.Patience))
        {
            var done = await LiquidationResult.OfAsync(
                async () => new LiquidationResult(await ports.Broker.CancelAsync(entry.BrokerId, cancel)));
            notes.Add(
                $"The broker suspended the entry of {entry.Symbol}; it {(done.IsUnderWay ? "is" : "could not be")} cancelled.");
        }
    }

    // What an earlier session left is sold; else a trade without a horizon ends with the day, and EndOfDayClose sells it.
    private IEnumerable<Position> TimedOut(ReconciledAccount account, Session session, Instant minute)
    {
        var over = account.Reconciliation.Holdings
            .Where(h => h.Exit is null && (h.Entry.Session < session.Date
                || (plan.Horizon is not null && plan.ExitAt(session, h.Entry.DecidedAt) <= minute)))
            .Select(h => h.Entry.Request.Symbol)
            .ToHashSet(StringComparer.Ordinal);
        return account.View.Positions.Where(p => over.Contains(p.Symbol));
    }
}
