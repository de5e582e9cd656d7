using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Cli.Connecting;

/// <summary>What selling everything came to.</summary>
/// <param name="IsFlat">Whether nothing is held and nothing is on order.</param>
/// <param name="Failed">Whether it was tried and did not succeed, or could not be tried.</param>
/// <param name="Text">A sentence.</param>
internal sealed record Sale(bool IsFlat, bool Failed, string Text);

/// <summary>Sells everything now, pass after pass until the account is flat, for a minute at most.</summary>
/// <param name="ports">What it works with.</param>
/// <param name="clock">The exchange's clock.</param>
/// <param name="refreshCalendar">Asks for the exchange's sessions.</param>
internal sealed class Selling(
    TradingPorts ports, IExchangeClock clock, Func<LocalDate, LocalDate, CancellationToken, Task> refreshCalendar)
{
    private const int MostPasses = 60;

    // At a clock that stands still nothing fills while we wait, so more passes would only ask the same again.
    private const int MostPassesStandingStill = 3;

    /// <summary>How long to wait between two passes, in real time.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    public async Task<Sale> RunAsync(CancellationToken cancel)
    {
        await TryAsync(() => clock.SyncAsync(cancel));
        var today = clock.GetCurrentInstant().InNewYork().Date;
        // Without the broker's calendar the exchange's own rules hold.
        await TryAsync(() => refreshCalendar(today, today, cancel));
        return ports.Calendar.SessionOn(today) is { } session && IsOpen(session)
            ? await SellAsync(session, cancel)
            : new Sale(
                false,
                false,
                "The market is closed, so nothing can be sold now: the first scan of 'trading run' after the opening bell "
                + "sells everything.");
    }

    private bool IsOpen(Session session) => session.Contains(clock.GetCurrentInstant());

    private async Task<Sale> SellAsync(Session session, CancellationToken cancel)
    {
        var (reconciler, flattener) = (new AccountReconciler(ports), new AccountFlattener(ports));
        var (left, rest, error) = ("", "", (string?)null);
        for (var pass = 1; pass <= (clock.Speed > 0 ? MostPasses : MostPassesStandingStill) && IsOpen(session); pass++)
        {
            if (pass > 1) await Task.Delay(Pause, cancel);
            error = await TryAsync(async () =>
            {
                var account = await reconciler.ReconcileAsync(cancel);
                left = Left(account);
                rest = Rest(account);
                if (left.Length == 0) return;
                await flattener.RunAsync(
                    account.View, OrderPurpose.Flatten, session, clock.GetCurrentInstant().FloorToMinute(), cancel);
            });
            if (error is null && left.Length == 0) return new Sale(true, false,
                $"Everything is sold, and nothing is on order.{rest}");
        }
        if (error is not null)
            return new Sale(false, true, $"Not everything is sold: {error} The next scan of 'trading run' tries again.");
        return clock.Speed > 0
            ? new Sale(false, true, $"Still held or on order: {left}. The next scan of 'trading run' goes on selling.")
            : new Sale(
                false,
                false,
                $"On its way out: {left}. The simulator's clock stands still; with its next minutes, which "
                + "'trading run --simulator' lets pass, the orders fill.");
    }

    private static async Task<string?> TryAsync(Func<Task> step)
    {
        try
        {
            await step();
            return null;
        }
        catch (BrokerUnavailableException e)
        {
            return e.Message;
        }
    }

    // What is left alone, and what cannot be told.
    private static string Rest(ReconciledAccount account) => string.Concat(
        account.Reconciliation.LeftAlone.Append(account.Gap is { } gap ? $"Not all is known: {gap}" : "")
            .Where(text => text.Length > 0).Select(text => $" {text}"));

    // An entry that was written down and not yet sent, or whose fate is in doubt, may still arrive.
    private static string Left(ReconciledAccount account) => string.Join(", ", account.View.Positions
        .Select(p => $"{p.Quantity} {p.Symbol}")
        .Concat(account.Reconciliation.InDoubt.Select(symbol => $"an entry of {symbol} whose fate is not known yet"))
        .Concat(account.View.Orders.Where(o => o.Side == OrderSide.Buy && !o.IsOdd && !o.Status.IsFinal())
            .Select(o => $"an order for {o.Remaining} {o.Symbol}")));
}
