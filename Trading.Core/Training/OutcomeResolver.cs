using Trading.Core.Execution;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Statistics;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>
/// Resolves the outcome of the day's predictions and writes the day's figures, also for earlier days whose nightly job did not
/// run. Running it again changes nothing.
/// </summary>
public sealed class OutcomeResolver(TradingPorts ports, TradingSettings settings)
{
    // A trade stays open overnight only when a close failed, and never for longer than this.
    private const int LongestTradeDays = 7;

    // Thousands of symbols have millions of predictions. The archive is read once for so many, and memory holds no more of them.
    private const int MostAtOnce = 400_000;

    /// <summary>Resolves the window's last session and the earlier ones that were never resolved. Returns the figures of the last
    /// one; null when the system did not run on it.</summary>
    public async Task<PerformanceRow?> ResolveAsync(SessionWindow window, CancellationToken cancel)
    {
        var last = window.Sessions[^1];
        var known = (await ports.Journal.GetPerformanceAsync(window.Sessions[0].Date, last.Date, cancel)).Select(r => r.Session)
            .ToHashSet();
        foreach (var session in window.Sessions.SkipLast(1).Where(s => !known.Contains(s.Date)))
            await ResolveAsync(session, isMadeGood: true, cancel);
        return await ResolveAsync(last, isMadeGood: false, cancel);
    }

    private async Task<PerformanceRow?> ResolveAsync(Session session, bool isMadeGood, CancellationToken cancel)
    {
        var (count, tally) = await ResolvePredictionsAsync(session, cancel);
        var trades = (await ports.Journal.GetTradesAsync(session.Date.PlusDays(-LongestTradeDays), session.Date, cancel))
            .Where(t => t.Pnl is not null && t.ExitAt?.InNewYork().Date == session.Date)
            .ToList();
        // A day on which the system did not run has no figures, so the broker is not asked about it.
        if (count == 0 && trades.Count == 0) return null;

        var pnl = trades.Sum(t => t.Pnl!.Value);
        var equity = await EquityAsync(session, pnl, isMadeGood, cancel);
        var row = new PerformanceRow(
            session.Date,
            equity,
            pnl,
            trades.Count,
            trades.Count(t => t.Pnl > 0),
            await DrawdownAsync(session, equity, pnl, cancel),
            tally.Count,
            tally.Correct,
            tally.Profits,
            tally.Signals,
            tally.SignalsClaimed,
            tally.SignalsHit);
        await ports.Journal.SavePerformanceAsync(row, cancel);
        return row;
    }

    // The account's equity now is not that of an earlier day, which may even have had another account.
    private async Task<decimal> EquityAsync(Session session, decimal pnl, bool isMadeGood, CancellationToken cancel)
    {
        if (isMadeGood)
        {
            var earlier = await ports.Journal.GetPerformanceAsync(
                LocalDate.MinIsoValue, session.Date.PlusDays(-1), cancel);
            if (earlier is [.., var before]) return before.Equity + pnl;
        }
        return (await ports.Broker.GetAccountAsync(cancel)).Equity;
    }

    private async Task<(int Count, ForecastTally Resolved)> ResolvePredictionsAsync(Session session, CancellationToken cancel)
    {
        var (count, tally, waiting) = (0, default(ForecastTally), new List<IReadOnlyList<PredictionRow>>());
        await foreach (var rows in ports.Journal.StreamPredictionsAsync(session.Date, cancel))
        {
            count += rows.Count;
            waiting.Add(rows);
            if (waiting.Sum(symbol => symbol.Count) >= MostAtOnce) await ResolveWaitingAsync();
        }
        await ResolveWaitingAsync();
        return (count, tally);

        async Task ResolveWaitingAsync()
        {
            foreach (var row in await ResolveAsync(session, waiting, cancel))
            {
                if (row.Profit is { } profit)
                    tally += ForecastTally.Of((double)row.Probability, profit, settings.Risk.MinConfidence);
            }
            waiting.Clear();
        }
    }

    private async Task<IEnumerable<PredictionRow>> ResolveAsync(
        Session session, List<IReadOnlyList<PredictionRow>> symbols, CancellationToken cancel)
    {
        var unresolved = symbols.Where(rows => rows.Any(row => row.Profit is null))
            .ToDictionary(rows => rows[0].Symbol, StringComparer.Ordinal);
        if (unresolved.Count == 0) return symbols.SelectMany(rows => rows);
        var resolved = new Dictionary<string, IReadOnlyList<PredictionRow>>(StringComparer.Ordinal);
        var wanted = unresolved.Keys.ToHashSet(StringComparer.Ordinal);
        await foreach (var series in ports.Archive.StreamAsync(session.Date, wanted, cancel))
            resolved[series.Symbol] = [.. unresolved[series.Symbol].Select(row => Resolve(row, series, session))];
        await ports.Journal.SavePredictionsAsync(
            session.Date, [.. resolved.SelectMany(symbol => symbol.Value.Except(unresolved[symbol.Key]))], cancel);
        return symbols.SelectMany(rows => resolved.GetValueOrDefault(rows[0].Symbol, rows));
    }

    private PredictionRow Resolve(PredictionRow row, BarSeries series, Session session) =>
        row.Profit is null && TripleBarrier.Label(
            series.Between(row.Minute, session.Close), row.Minute, session, settings.Plan) is { } outcome
                ? row with { Profit = outcome.Profit, NetReturn = outcome.NetReturn }
                : row;

    private async Task<double> DrawdownAsync(Session session, decimal equity, decimal pnl, CancellationToken cancel)
    {
        var earlier = await ports.Journal.GetPerformanceAsync(LocalDate.MinIsoValue, session.Date.PlusDays(-1), cancel);
        var start = earlier is [var first, ..] ? first.Equity - first.Pnl : equity - pnl;
        return Drawdown.Over([start, .. earlier.Select(day => day.Equity), equity]).Largest;
    }
}
