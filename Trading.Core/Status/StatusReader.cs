using Trading.Core.Execution;
using Trading.Core.Jobs;
using Trading.Core.Journal;
using Trading.Core.Learning;
using Trading.Core.Market;

namespace Trading.Core.Status;

/// <summary>Asks everything where it stands. A part that does not answer never keeps the others from being shown.</summary>
public sealed class StatusReader(TradingPorts ports, TradingSettings settings)
{
    private const int HistorySessions = 60;
    private const int JobSessionsBack = 5;
    private static readonly string[] JobNames = [JobName.Rebalance, JobName.MinuteScan, JobName.EndOfDayClose, JobName.NightlyRetrain];
    private static readonly int[] RecordSessions = [1, 5, 20];

    private readonly DueRule due = new(ports.Calendar, settings.Schedule);

    /// <summary>The report of this moment.</summary>
    public async Task<StatusReport> ReadAsync(CancellationToken cancel)
    {
        var now = ports.Clock.GetCurrentInstant();
        var session = LastOpened(now);
        var health = new List<Health>();
        var report = new StatusReport
        {
            At = now,
            Mode = ports.Broker.Mode,
            Session = session,
            IsOpen = session.Contains(now),
            NextBell = session.Contains(now) ? session.Close : NextOpen(now),
            Health = health,
            Jobs = [.. JobNames.Select(name => new JobStatus(name, null, due.NextOf(name, now)))],
        };
        report = await PartAsync("journal", report, health, () => WithJournalAsync(report, session, now, cancel));
        report = await PartAsync("broker", report, health, () => WithBrokerAsync(report, cancel));
        report = await PartAsync("models", report, health, () => WithModelAsync(report, cancel));
        return await PartAsync("market data", report, health, () => WithMarketDataAsync(report, cancel));
    }

    private async Task<StatusReport> WithJournalAsync(StatusReport report, Session session, Instant now, CancellationToken cancel)
    {
        var (_, halt) = await ports.Journal.GetStateAsync(cancel);
        var predictions = await ports.Journal.GetPredictionsAsync(session.Date, null, cancel);
        var trades = await ports.Journal.GetTradesAsync(session.Date, session.Date, cancel);
        var runs = await LastRunsAsync(now, cancel);
        var first = session.Date.PlusDays(-2 * HistorySessions);
        var history = (await ports.Journal.GetPerformanceAsync(first, session.Date, cancel)).TakeLast(HistorySessions).ToList();
        return report with
        {
            Halt = halt,
            Jobs = [.. report.Jobs.Select(job => job with { Last = runs.GetValueOrDefault(job.Name) })],
            Day = new DayStatus(
                session.Date, predictions.Count,
                predictions.GroupBy(p => p.Reason).OrderByDescending(g => g.Count()).ToDictionary(g => g.Key, g => g.Count()), trades),
            Record = [.. RecordSessions.Select(count => TrackRecord.Of(history, count))],
            History = history,
        };
    }

    private async Task<StatusReport> WithBrokerAsync(StatusReport report, CancellationToken cancel)
    {
        var account = await ports.Broker.GetAccountAsync(cancel);
        var positions = await ports.Broker.GetPositionsAsync(cancel);
        var orders = positions.Count == 0 ? [] : await ports.Broker.GetOrdersAsync(await OldestHoldingAsync(report, cancel), cancel);
        var view = new BrokerView(account, positions, orders);
        return report with
        {
            Account = account,
            Positions = [.. positions.OrderBy(p => p.Symbol, StringComparer.Ordinal).Select(p => StatusOf(p, view))],
        };
    }

    // A bracket's legs are listed with their entry, however old it is.
    private async Task<Instant> OldestHoldingAsync(StatusReport report, CancellationToken cancel)
    {
        try
        {
            return (await ports.Journal.GetOpenIntentsAsync(cancel)).Select(i => i.DecidedAt).Append(report.Session.Open).Min();
        }
        catch (StorageException)
        {
            return report.Session.Open;
        }
    }

    private static PositionStatus StatusOf(Position position, BrokerView view)
    {
        var live = view.Orders.Where(o => o.Symbol == position.Symbol).SelectMany(o => o.WithLegs())
            .Where(o => o.Side == OrderSide.Sell && o.Status is OrderStatus.Open or OrderStatus.PartiallyFilled).ToList();
        return new PositionStatus(
            position,
            live.Find(o => o.StopPrice is not null)?.StopPrice,
            live.Find(o => o.StopPrice is null && o.LimitPrice is not null)?.LimitPrice,
            view.ProtectedShares(position.Symbol) >= position.Quantity);
    }

    private async Task<StatusReport> WithModelAsync(StatusReport report, CancellationToken cancel)
    {
        using var inUse = new ModelInUse(ports.Models, settings.Learning.Promotion, report.Mode, ports.Clock);
        var (model, why) = await inUse.GetAsync(cancel);
        var (current, _) = await ports.Models.GetCurrentAsync(cancel);
        if (model is null)
        {
            return (current.Promoted ?? current.Newest) is { } named
                ? throw new StorageException($"{named} cannot be used: {why}")
                : report with { Model = new ModelStatus(null, false, why, null) };
        }
        return report with { Model = new ModelStatus(model.Id, model.MayTrade, model.Standing, (await ports.Models.LoadAsync(model.Id, cancel)).Card) };
    }

    private async Task<StatusReport> WithMarketDataAsync(StatusReport report, CancellationToken cancel)
    {
        await ports.MarketData.GetLatestQuotesAsync([settings.Symbols[0]], cancel);
        return report;
    }

    private async Task<Dictionary<string, JobRunRow>> LastRunsAsync(Instant now, CancellationToken cancel)
    {
        var last = new Dictionary<string, JobRunRow>(StringComparer.Ordinal);
        var today = now.InNewYork().Date;
        foreach (var session in ports.Calendar.SessionsBetween(today.PlusDays(-2 * JobSessionsBack), today).TakeLast(JobSessionsBack).Reverse())
        {
            foreach (var run in (await ports.Journal.GetJobsAsync(session.Date, cancel)).Reverse())
            {
                if (Array.Find(JobNames, name => run.Key == name || run.Key.StartsWith($"{name}_", StringComparison.Ordinal)) is { } job)
                    last.TryAdd(job, run);
            }
            if (last.Count == JobNames.Length) break;
        }
        return last;
    }

    private static async Task<StatusReport> PartAsync(string part, StatusReport before, List<Health> health, Func<Task<StatusReport>> ask)
    {
        try
        {
            var after = await ask();
            health.Add(new Health(part, null));
            return after;
        }
        catch (Exception e) when (e is StorageException or BrokerUnavailableException or MarketDataException)
        {
            health.Add(new Health(part, e.Message));
            return before;
        }
    }

    private Session LastOpened(Instant now) =>
        ports.Calendar.SessionOn(now.InNewYork().Date) is { } today && today.Open <= now
            ? today
            : ports.Calendar.SessionBefore(now.InNewYork().Date);

    private Instant NextOpen(Instant now) =>
        ports.Calendar.SessionOn(now.InNewYork().Date) is { } today && today.Open > now
            ? today.Open
            : ports.Calendar.SessionAfter(now.InNewYork().Date).Open;
}
