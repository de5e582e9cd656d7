using Trading.Core.Evaluation;
using Trading.Core.Evaluation.Holding;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Statistics;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Core.Universe;
using Trading.Reporting.Backtests;
using Trading.Simulation.Markets;

namespace Trading.Simulation.Backtest;

/// <summary>Adds up what journal, models and tape say of a run.</summary>
internal sealed class ResultBuilder(
    IMarketTape tape,
    IMarketCalendar calendar,
    TradingSettings settings,
    BacktestStores stores,
    BacktestOptions options,
    SessionRecord record,
    PredictionFigures predictions,
    IReadOnlyList<string> breaches)
{
    public async Task<BacktestResult> BuildAsync(
        (LocalDate From, LocalDate To) asked, IReadOnlyList<LocalDate> sessions, decimal equity, double seconds,
        CancellationToken cancel)
    {
        var trades = await stores.Journal.GetTradesAsync(sessions[0], sessions[^1], cancel);
        var closed = trades.Where(t => !t.IsOpen).ToList();
        var prices = Prices(sessions);
        var held = await HeldAsync(sessions, prices, cancel);
        var holding = BuyAndHold.Of(held, options.StartingCash, settings.Learning.CostBps);
        var bars = prices.Sum(p => (long)p.Count);
        var dailyReturns = SharpeStatistics.DailyReturns(options.StartingCash, record.Closes);
        var netPnl = equity - options.StartingCash;
        var (current, _) = await stores.Models.GetCurrentAsync(cancel);
        return new BacktestResult
        {
            Summary = new BacktestSummary
            {
                Run = options.Run,
                From = sessions[0],
                To = sessions[^1],
                Sessions = sessions.Count,
                Bars = bars,
                Predictions = predictions.Count,
                Entries = await CountEntriesAsync(sessions, cancel),
                Trades = closed.Count,
                WinRate = closed.Count == 0 ? null : closed.Count(t => t.Pnl > 0) / (double)closed.Count,
                NetPnl = netPnl,
                Return = (double)(netPnl / options.StartingCash),
                MaxDrawdown = record.MaxDrawdown,
                Sharpe = SharpeStatistics.Annualised(dailyReturns),
                ProbabilisticSharpe = SharpeStatistics.ProbabilityAboveZero(dailyReturns),
                ModelsTrained = record.Models.Trained,
                ModelsPromoted = record.Models.Promoted,
                ModelsRetired = record.Models.Retired,
                Model = StandingOf(current).Text,
                Standing = StandingOf(current).Standing,
                Evidence = current.Evidence?.Last,
                Accuracy = new AccuracySummary(
                    predictions.Resolved.Accuracy, predictions.Resolved.MajorityClass, predictions.BestAccuracy),
                Confidence = new ConfidenceSummary(
                    settings.Risk.MinConfidence, predictions.Resolved.Claimed, predictions.Resolved.Actual,
                    predictions.Resolved.Signals),
                Baselines = new BaselineSummary(
                    new Baseline(
                        (double)((holding.Equity[^1] / options.StartingCash) - 1), holding.Equity[^1] - options.StartingCash),
                    RandomEntry(closed))
                {
                    Holding = holding.Facts,
                },
                Range = RangeReport.Of(calendar, options.Recorded ?? tape.Sessions, asked.From, asked.To, sessions) with
                {
                    WithoutBars = RangeReport.WithoutBarsOf(options.Asked ?? settings.Symbols, held),
                    WithoutPrediction = predictions.SessionsWithout,
                },
                StaleExits = StaleExitsOf(closed, prices),
                Decisions = predictions.Decisions,
                FlatAtEveryClose = record.NotFlat == 0,
                Violations = [.. breaches, .. record.FailedJobs.Select(f => $"job failed: {f}")],
                ElapsedSeconds = seconds,
                BarsPerSecond = bars / seconds,
            },
            Equity = record.Equity,
            Trades = trades,
            Reliability = predictions.Reliability,
            Models = await stores.Models.GetCardsAsync(cancel),
            Days = await stores.Journal.GetPerformanceAsync(sessions[0], sessions[^1], cancel),
            Prices = prices,
        };
    }

    private async Task<int> CountEntriesAsync(IReadOnlyList<LocalDate> sessions, CancellationToken cancel)
    {
        var entries = 0;
        foreach (var session in sessions)
        {
            entries += (await stores.Journal.GetIntentsAsync(session, cancel))
                .Count(i => i.Purpose == OrderPurpose.Entry && i.Status is not (IntentStatus.Rejected or IntentStatus.Abandoned));
        }
        return entries;
    }

    private (ModelStanding Standing, string Text) StandingOf(CurrentModel current)
    {
        if ((current.Promoted ?? current.Newest) is not { } id) return (ModelStanding.None, current.Reason);
        var (standing, reason) = ModelInUse.StandingOf(
            id, current.Evidence?.Recipe ?? "", settings.Plan, current, settings, TradingMode.Simulated, current.DecidedAt);
        return (standing, StandingText.Of(reason));
    }

    // What the universe rule chose stands in the journal; in a session without a choice nothing could be traded.
    private async Task<IReadOnlyList<HeldSession>> HeldAsync(
        IReadOnlyList<LocalDate> sessions, List<BarSeries> prices, CancellationToken cancel)
    {
        var held = new List<HeldSession>(sessions.Count);
        foreach (var hours in sessions.Select(date => calendar.SessionOn(date)!))
        {
            var rule = settings.Universe;
            var chosen = rule.Chooses ? await stores.Journal.GetUniverseAsync(hours.Date, cancel) : null;
            held.Add(HeldSession.Of(hours, prices, rule.Chooses
                ? new ChosenSymbols(
                    chosen?.ChosenAt ?? UniverseChooser.At(rule, hours),
                    (chosen?.Symbols ?? []).ToHashSet(StringComparer.Ordinal))
                : null));
        }
        return held;
    }

    // A sale fills in a bar that starts with it or ends with it, or else, at the closing bell, at the last price.
    private static StaleExits StaleExitsOf(List<TradeRow> closed, List<BarSeries> prices)
    {
        var bySymbol = prices.ToDictionary(series => series.Symbol, StringComparer.Ordinal);
        return StaleExits.Of(
            from trade in closed
            where trade.ExitAt is not null && bySymbol.ContainsKey(trade.Symbol)
            let series = bySymbol[trade.Symbol]
            let at = series.FirstAtOrAfter(trade.ExitAt!.Value)
            where at > 0 && !(at < series.Count && series.Bars[at].Start == trade.ExitAt)
            select (trade.Symbol, trade.ExitAt!.Value - series.Bars[at - 1].End));
    }

    /// <summary>The expectation over all predicted minutes, which is exact where drawing some at random would not be.</summary>
    private Baseline? RandomEntry(List<TradeRow> closed) => predictions.MeanReturn is { } mean
        ? new Baseline(mean, closed.Sum(t => t.EntryPrice * t.Quantity) * (decimal)mean)
        : null;

    // The bars that could be traded: extra hours are none of them.
    private List<BarSeries> Prices(IReadOnlyList<LocalDate> sessions)
    {
        var bySymbol = settings.Symbols.ToDictionary(s => s, _ => new List<Bar>(), StringComparer.Ordinal);
        foreach (var hours in sessions.Select(date => calendar.SessionOn(date)!))
        {
            foreach (var series in tape.Read(hours.Date))
            {
                if (bySymbol.TryGetValue(series.Symbol, out var all)) all.AddRange(series.Between(hours.Open, hours.Close));
            }
        }
        return bySymbol.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new BarSeries(p.Key, [.. p.Value])).ToList();
    }
}
