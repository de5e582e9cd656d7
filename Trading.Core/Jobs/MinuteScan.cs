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
/// One minute of trading: the upkeep of what is held; new bars to features to probabilities; risk; bracket orders; every
/// prediction written down with what was done about it. The upkeep comes first and needs none of the rest.
/// </summary>
public sealed class MinuteScan(TradingPorts ports, TradingSettings settings, ModelInUse model) : IJob
{
    private readonly AccountUpkeep care = new(ports, settings.Plan);
    private readonly OrderSender sender = new(ports);
    private readonly EquityWatch equity = new(ports, settings.Risk.Protections);
    private readonly SessionSymbols symbols = new(ports, settings);
    private readonly LiveFeatures features = new(ports.MarketData);
    private readonly TodaysDoubt doubt = new(ports.Journal, settings.Risk, settings.Plan);
    private readonly EntryPolicy policy = new(settings.Risk, settings.Plan, settings.Schedule.NoEntryBeforeClose);
    private FeatureCheckpoints? checkpoints;
    private Session? doubted;

    private FeatureCheckpoints Checkpoints => checkpoints ??= new(ports.FeatureCheckpoints, features);

    /// <inheritdoc/>
    public JobKind Kind => JobKind.MinuteScan;

    /// <inheritdoc/>
    public async Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel)
    {
        var upkeep = await care.RunAsync(session, minute, cancel);
        var (rows, predictions, notes) = (new List<FreshRow>(), new List<PredictionRow>(), upkeep.Notes.ToList());
        var error = upkeep.Error;
        var standing = new EquityStanding(null, false, upkeep.Account?.Halt, null, "");
        try
        {
            standing = await equity.LookAsync(upkeep.Account, session, minute, cancel);
            notes.Add(standing.Note);
            notes.Add(await TradeAsync(upkeep.Account, standing, session, minute, rows, predictions, notes, cancel));
            notes.Add(await Checkpoints.KeepAsync(session, minute, cancel));
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            // What was sold is told even when nothing else of the minute works.
            error = error is null ? e.Message : $"{error} {e.Message}";
        }
        return new JobReport(
            ResultOf(upkeep, standing, rows.Count, predictions), string.Join(" ", notes.Where(note => note.Length > 0)), error);
    }

    private ScanResult ResultOf(UpkeepResult upkeep, EquityStanding standing, int rows, List<PredictionRow> predictions)
    {
        var refusals = predictions.Where(p => p.Reason.IsRefusal()).CountBy(p => p.Reason).ToDictionary();
        if (upkeep.RefusedSales > 0)
        {
            var refusedEntries = refusals.GetValueOrDefault(ReasonCode.RefusedByBroker);
            refusals[ReasonCode.RefusedByBroker] = refusedEntries + upkeep.RefusedSales;
        }
        return new ScanResult(
            rows, predictions.Count, predictions.Count(p => p.Reason == ReasonCode.Entered),
            upkeep.Account?.View.Positions.Count, refusals)
        {
            DoubtOdds = (int?)doubt.OddsAtStop,
            IsDailyLossReached = standing.IsDailyLossReached == true,
            DrawdownHaltEquity = standing.DrawdownHaltEquity,
        };
    }

    // Adds the rows, the predictions and the notes as they come; gives a sentence on the model when it may not trade.
    private async Task<string> TradeAsync(
        ReconciledAccount? account, EquityStanding standing, Session session, Instant minute, List<FreshRow> rows,
        List<PredictionRow> predictions, List<string> notes, CancellationToken cancel)
    {
        // From the day's exit on nothing can be bought, so nothing is asked that no outcome could ever answer.
        if (minute < settings.Plan.DayExit(session)) rows.AddRange(await AdvanceAsync(session, minute, notes, cancel));
        if (doubt.OddsAtStop is { } odds && doubted != session)
        {
            doubted = session;
            ports.Events.Emit(new ModelDoubted(minute, odds));
        }
        var (usable, reason) = await model.GetAsync(cancel);
        var doubts = usable is { MayTrade: true } ? "" : StandingText.Of(reason);
        if (usable is null) return doubts;

        var context = ContextOf(usable, account, standing, session, minute);
        var known = new MinuteState(account?.View, standing);
        var first = await PredictAsync(rows, usable, context, known, MinuteClaim.None, cancel);
        predictions.AddRange(first.Rows);
        if (first.Claim != MinuteClaim.Lost)
        {
            var (late, note) = await new SecondLook(ports.Clock, features, doubt).RowsAsync(minute, cancel);
            notes.Add(note);
            rows.AddRange(late);
            context = first.Context with { IsDoubtedToday = doubt.IsReached };
            predictions.AddRange((await PredictAsync(late, usable, context, known, first.Claim, cancel)).Rows);
        }
        var signals = predictions.Where(p => p.Probability >= settings.Risk.MinConfidence)
            .OrderBy(p => p.Symbol, StringComparer.Ordinal).ToList();
        if (signals.Count > 0) ports.Events.Emit(new SignalsDecided(minute, signals));
        return doubts;
    }

    // The doubt reads the journal before the bars arrive: bars that arrived while the journal failed would be lost to it.
    private async Task<IReadOnlyList<FreshRow>> AdvanceAsync(
        Session session, Instant minute, List<string> notes, CancellationToken cancel)
    {
        await doubt.BeginAsync(session, cancel);
        var scanned = await symbols.AtAsync(session, minute, cancel);
        notes.Add(await Checkpoints.RestoreAsync(session, minute, scanned.Count, cancel));
        var rows = await features.AdvanceAsync(session, minute, scanned, cancel);
        await doubt.CatchUpAsync(ports.MarketData, minute, cancel);
        doubt.Advance(features.RecentBars(doubt.Symbols), minute);
        return rows;
    }

    /// <summary>
    /// Predictions are written before the first order is sent, so that no entry is without one even when something fails in
    /// between. Only the program that wrote the minute's first ones enters, so that two programs at once never enter more than
    /// one would.
    /// </summary>
    private async Task<Predicted> PredictAsync(
        IReadOnlyList<FreshRow> rows, UsableModel usable, EntryContext context, MinuteState known, MinuteClaim claim,
        CancellationToken cancel)
    {
        if (rows.Count == 0) return new([], context, claim);
        var (decided, next) = Decide(rows, usable, context);
        if (context.Rests is null && decided.Exists(d => d.Decision.Reason == ReasonCode.Entered))
        {
            // Only an entry could be a repetition of what the broker refused, or one too many.
            var intents = await ports.Journal.GetIntentsAsync(context.Session.Date, cancel);
            var protections = await ProtectionReader.ReadAsync(
                settings.Risk.Protections, ports.Journal, context.Session, intents, known.View!,
                known.Standing.IsKnown ? known.Standing.IsDailyLossReached : null, cancel);
            (decided, next) = Decide(
                rows, usable, context with { Rests = new EntryRests(intents), Protections = protections });
        }
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
        UsableModel usable, ReconciledAccount? account, EquityStanding standing, Session session, Instant minute) => new()
        {
            Session = session,
            Minute = minute,
            IsHalted = standing.Halt is not null,
            Standing = usable.Standing,
            IsDoubtedToday = doubt.IsReached,
            Involved = account is { Gap: null } ? [.. account.Reconciliation.Involved] : null,
            Odd = account is null ? [] : [.. account.View.Odd.Select(odd => odd.Symbol)],
            Account = account?.View.Account,
        };

    /// <summary>Decides on each row, the most probable first, each in the knowledge of the entries before it.</summary>
    private (List<Decided> Decided, EntryContext Next) Decide(
        IReadOnlyList<FreshRow> rows, UsableModel usable, EntryContext context)
    {
        var decided = new List<Decided>(rows.Count);
        var minutesToExit = (int)(settings.Plan.ExitAt(context.Session, context.Minute) - context.Minute).TotalMinutes;
        var scored = rows
            .Zip(usable.Predictor.PredictAll([.. rows.Select(r => r.Row)], minutesToExit), (r, f) => (Fresh: r, Forecast: f))
            .OrderByDescending(s => s.Forecast.Probability).ThenBy(s => s.Fresh.Symbol, StringComparer.Ordinal);
        foreach (var (fresh, forecast) in scored)
        {
            var probability = (float)forecast.Probability;
            var price = fresh.NewestBar.Close;
            var candidate = new EntryCandidate(fresh.Symbol, probability, price) { ExpectedMove = forecast.ExpectedMove };
            var decision = policy.Decide(candidate, context);
            var row = new PredictionRow(
                context.Session.Date, fresh.Symbol, context.Minute, usable.Id, probability, FeatureHash.Of(fresh.Row),
                // Nothing is called entered before the broker has taken it.
                decision.Reason == ReasonCode.Entered ? ReasonCode.OutcomeUnknown : decision.Reason,
                BaseProbability: (float)forecast.BaseProbability);
            decided.Add(new Decided(row, decision, fresh, context));
            if (decision.Reason == ReasonCode.Entered)
                context = context.After(fresh.Symbol, decision.Shares, price);
        }
        return (decided, context);
    }

    private async Task<ReasonCode> EnterAsync(Decided entry, CancellationToken cancel)
    {
        var (row, decision, fresh, context) = entry;
        var request = new OrderRequest(
            ClientOrderId.Entry(row.Session, row.Minute, row.Symbol),
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
