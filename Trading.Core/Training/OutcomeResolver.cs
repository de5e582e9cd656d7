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
        var predictions = await ResolvePredictionsAsync(session, cancel);
        var trades = (await ports.Journal.GetTradesAsync(session.Date.PlusDays(-LongestTradeDays), session.Date, cancel))
            .Where(t => t.Pnl is not null && t.ExitAt?.InNewYork().Date == session.Date)
            .ToList();
        // A day on which the system did not run has no figures, so the broker is not asked about it.
        if (predictions.Count == 0 && trades.Count == 0) return null;

        var resolved = predictions.Where(p => p.Profit is not null).ToList();
        var tally = ForecastTally.Of(resolved.Select(p => ((double)p.Probability, p.Profit!.Value)), settings.Risk.MinConfidence);
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

    private async Task<IReadOnlyList<PredictionRow>> ResolvePredictionsAsync(Session session, CancellationToken cancel)
    {
        var predictions = await ports.Journal.GetPredictionsAsync(session.Date, null, cancel);
        if (predictions.All(p => p.Profit is not null)) return predictions;
        var bars = (await ports.Archive.ReadAsync(session.Date, cancel)).ToDictionary(s => s.Symbol, StringComparer.Ordinal);
        var resolved = predictions.Select(Resolve).ToList();
        await ports.Journal.SavePredictionsAsync(session.Date, [.. resolved.Except(predictions)], cancel);
        return resolved;

        PredictionRow Resolve(PredictionRow p) =>
            p.Profit is null && bars.TryGetValue(p.Symbol, out var series)
                && TripleBarrier.Label(series.Between(p.Minute, session.Close), p.Minute, session, settings.Plan) is { } outcome
                ? p with { Profit = outcome.Profit, NetReturn = outcome.NetReturn }
                : p;
    }

    private async Task<double> DrawdownAsync(Session session, decimal equity, decimal pnl, CancellationToken cancel)
    {
        var earlier = await ports.Journal.GetPerformanceAsync(LocalDate.MinIsoValue, session.Date.PlusDays(-1), cancel);
        var start = earlier is [var first, ..] ? first.Equity - first.Pnl : equity - pnl;
        return Drawdown.Over([start, .. earlier.Select(day => day.Equity), equity]).Largest;
    }
}
