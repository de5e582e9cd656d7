using System.Collections.Immutable;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Features;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Core.Jobs;

/// <summary>
/// One minute of trading: reconcile; make sure that every position is protected and none is past its horizon; new bars to
/// features to probabilities; risk; bracket orders; every prediction written down with what was done about it.
/// </summary>
public sealed class MinuteScan(TradingPorts ports, TradingSettings settings, ModelInUse model) : IJob
{
    private readonly AccountReconciler reconciler = new(ports);
    private readonly PositionLiquidator liquidator = new(ports);
    private readonly AccountFlattener flattener = new(ports);
    private readonly OrderSender sender = new(ports);
    private readonly LiveFeatures features = new(ports.MarketData, settings.Symbols);
    private readonly TodaysDoubt doubt = new(ports.Journal, settings.Risk, settings.Plan);
    private readonly EntryPolicy policy = new(settings.Risk, settings.Plan, settings.Schedule.NoEntryBeforeClose);
    private Session? doubted;

    /// <inheritdoc/>
    public JobKind Kind => JobKind.MinuteScan;

    /// <inheritdoc/>
    public async Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel)
    {
        var (account, notes, error, refusedSales) = await ReconcileAsync(session, minute, cancel);
        // From the day's exit on nothing can be bought, so nothing is asked that no outcome could ever answer.
        var rows = minute < settings.Plan.DayExit(session) ? await AdvanceAsync(session, minute, cancel) : [];
        if (doubt.OddsAtStop is { } odds && doubted != session)
        {
            doubted = session;
            ports.Events.Emit(new ModelDoubted(minute, odds));
        }
        var (usable, reason) = await model.GetAsync(cancel);

        var predictions = new List<PredictionRow>();
        if (usable is not null)
        {
            var context = ContextOf(usable, account, session, minute);
            var first = await PredictAsync(rows, usable, context, MinuteClaim.None, cancel);
            predictions.AddRange(first.Rows);
            if (first.Claim != MinuteClaim.Lost)
            {
                var (late, note) = await new SecondLook(ports.Clock, features, doubt).RowsAsync(minute, cancel);
                notes.Add(note);
                rows = [.. rows, .. late];
                context = first.Context with { IsDoubtedToday = doubt.IsReached };
                predictions.AddRange((await PredictAsync(late, usable, context, first.Claim, cancel)).Rows);
            }
            var signals = predictions.Where(p => p.Probability >= settings.Risk.MinConfidence)
                .OrderBy(p => p.Symbol, StringComparer.Ordinal).ToList();
            if (signals.Count > 0) ports.Events.Emit(new SignalsDecided(minute, signals));
        }
        var refusals = predictions.Where(p => p.Reason.IsRefusal()).CountBy(p => p.Reason).ToDictionary();
        if (refusedSales > 0)
        {
            var refusedEntries = refusals.GetValueOrDefault(ReasonCode.RefusedByBroker);
            refusals[ReasonCode.RefusedByBroker] = refusedEntries + refusedSales;
        }
        var result = new ScanResult(
            rows.Count, predictions.Count, predictions.Count(p => p.Reason == ReasonCode.Entered), account?.View.Positions.Count,
            refusals)
        {
            DoubtOdds = (int?)doubt.OddsAtStop,
        };
        var standing = usable is { MayTrade: true } ? "" : StandingText.Of(reason);
        return new JobReport(result, string.Join(" ", notes.Append(standing).Where(s => s.Length > 0)), error);
    }

    // The doubt reads the journal before the bars arrive: bars that arrived while the journal failed would be lost to it.
    private async Task<IReadOnlyList<FreshRow>> AdvanceAsync(Session session, Instant minute, CancellationToken cancel)
    {
        await doubt.BeginAsync(session, cancel);
        var rows = await features.AdvanceAsync(session, minute, cancel);
        doubt.Advance(features.Bars, features.ChangedFrom);
        return rows;
    }

    private async Task<(ReconciledAccount? Account, List<string> Notes, string? Error, int RefusedSales)> ReconcileAsync(
        Session session, Instant minute, CancellationToken cancel)
    {
        try
        {
            var account = await reconciler.ReconcileAsync(cancel);
            var notes = account.Reconciliation.Surprises.ToList();
            if (account.Halt is { } halt)
            {
                var reason = halt.Reason.Length > 0 ? $": {halt.Reason}" : "";
                notes.Add($"Halted since {halt.Since.InNewYork():uuuu-MM-dd HH:mm} New York{reason}.");
            }
            if (account.Halt is { Flatten: true })
            {
                var flat = await flattener.RunAsync(account.View, OrderPurpose.Flatten, session, minute, cancel);
                return (account, [.. notes, .. flat.Errors], null, flat.Refused);
            }
            var refused = 0;
            foreach (var position in account.Reconciliation.Unprotected)
            {
                var sale = await liquidator.CloseAsync(
                    position, null, OrderPurpose.Unprotected, account.View, session, minute, cancel);
                notes.Add($"{position.Symbol} had no live stop and is "
                    + $"{(sale.IsUnderWay ? "being closed." : $"not being closed: {sale.Error}")}");
                if (sale.IsRefused) refused++;
                ports.Events.Emit(new PositionUnprotected(minute, position, sale.Error));
            }
            foreach (var position in TimedOut(account, session, minute))
            {
                var sale = await liquidator.CloseAsync(
                    position, null, OrderPurpose.TimeExit, account.View, session, minute, cancel);
                if (!sale.IsUnderWay) notes.Add($"{position.Symbol} is past its horizon and is not being sold: {sale.Error}");
                if (sale.IsRefused) refused++;
            }
            return (account, notes, null, refused);
        }
        catch (BrokerUnavailableException e)
        {
            return (null, [], $"No entry is made: the broker could not be reconciled ({e.Message}).", 0);
        }
    }

    // Without a horizon a trade ends with the day, and EndOfDayClose sells it.
    private IEnumerable<Position> TimedOut(ReconciledAccount account, Session session, Instant minute)
    {
        if (settings.Plan is not { Horizon: not null } plan) return [];
        var over = account.Reconciliation.Holdings
            .Where(h => h.Exit is null && plan.ExitAt(session, h.Entry.DecidedAt) <= minute)
            .Select(h => h.Entry.Request.Symbol)
            .ToHashSet(StringComparer.Ordinal);
        return account.View.Positions.Where(p => over.Contains(p.Symbol)).Except(account.Reconciliation.Unprotected);
    }

    /// <summary>
    /// Predictions are written before the first order is sent, so that no entry is without one even when something fails in
    /// between. Only the program that wrote the minute's first ones enters, so that two programs at once never enter more than
    /// one would.
    /// </summary>
    private async Task<Predicted> PredictAsync(
        IReadOnlyList<FreshRow> rows, UsableModel usable, EntryContext context, MinuteClaim claim, CancellationToken cancel)
    {
        if (rows.Count == 0) return new([], context, claim);
        var (decided, next) = Decide(rows, usable, context);
        doubt.Follow(decided.Select(d => d.Row));
        var predictions = decided.Select(d => d.Row).ToList();
        var date = context.Session.Date;
        if (claim == MinuteClaim.Won) await ports.Journal.SavePredictionsAsync(date, predictions, cancel);
        else if (!await ports.Journal.TryAddPredictionsAsync(date, context.Minute, predictions, cancel))
            return new([], context, MinuteClaim.Lost);

        var settled = new List<PredictionRow>();
        try
        {
            foreach (var entry in decided.Where(d => d.Decision.Reason == ReasonCode.Entered))
                settled.Add(entry.Row with { Reason = await EnterAsync(entry, cancel) });
        }
        finally
        {
            if (settled.Count > 0) await ports.Journal.SavePredictionsAsync(date, settled, CancellationToken.None);
        }
        return new([.. predictions.Select(p => settled.Find(s => s.Symbol == p.Symbol) ?? p)], next, MinuteClaim.Won);
    }

    private EntryContext ContextOf(
        UsableModel usable, ReconciledAccount? account, Session session, Instant minute) => new()
        {
            Session = session,
            Minute = minute,
            IsHalted = account?.Halt is not null,
            Standing = usable.Standing,
            IsDoubtedToday = doubt.IsReached,
            Involved = account?.Reconciliation.Involved.ToImmutableHashSet(StringComparer.Ordinal),
            Account = account?.View.Account,
        };

    /// <summary>Decides on each row, the most probable first, each in the knowledge of the entries before it.</summary>
    private (List<Decided> Decided, EntryContext Next) Decide(
        IReadOnlyList<FreshRow> rows, UsableModel usable, EntryContext context)
    {
        var decided = new List<Decided>();
        var minutesToExit = (int)(settings.Plan.ExitAt(context.Session, context.Minute) - context.Minute).TotalMinutes;
        var scored = rows
            .Select(r => (Fresh: r, Forecast: usable.Predictor.Predict(r.Row, minutesToExit)))
            .OrderByDescending(s => s.Forecast.Probability).ThenBy(s => s.Fresh.Symbol, StringComparer.Ordinal);
        foreach (var (fresh, forecast) in scored)
        {
            var probability = (float)forecast.Probability;
            var price = fresh.NewestBar.Close;
            var decision = policy.Decide(new EntryCandidate(fresh.Symbol, probability, price), context);
            var row = new PredictionRow(
                context.Session.Date, fresh.Symbol, context.Minute, usable.Id, probability, FeatureHash.Of(fresh.Row),
                // Nothing is called entered before the broker has taken it.
                decision.Reason == ReasonCode.Entered ? ReasonCode.OutcomeUnknown : decision.Reason,
                BaseProbability: (float)forecast.BaseProbability);
            decided.Add(new Decided(row, decision, fresh, context));
            if (decision.Reason == ReasonCode.Entered) context = context.After(fresh.Symbol, decision.Shares * price);
        }
        return (decided, context);
    }

    private async Task<ReasonCode> EnterAsync(Decided entry, CancellationToken cancel)
    {
        var (row, decision, fresh, context) = entry;
        var request = new OrderRequest(
            ClientOrderId.Of(row.Session, row.Minute, row.Symbol, OrderPurpose.Entry),
            row.Symbol,
            OrderSide.Buy,
            decision.Shares,
            OrderType.Market,
            Bracket: new Bracket(decision.StopPrice, decision.TakeProfitPrice));
        var intent = new OrderIntent(
            request, OrderPurpose.Entry, row.Session, row.Minute, fresh.NewestBar.Start, fresh.NewestBar.Close, row.Probability,
            row.ModelId);
        return await sender.EnterAsync(intent, policy, context, cancel);
    }
}
