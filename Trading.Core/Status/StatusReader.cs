using Trading.Core.Execution;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Core.Status;

/// <summary>
/// Asks everything where it stands. A part that does not answer never keeps the others from being shown. A model is loaded once,
/// however often it is asked about. Safe for use by many threads.
/// </summary>
/// <param name="ports">What is asked.</param>
/// <param name="settings">The settings in force.</param>
/// <param name="hasExchange">Whether there is an exchange to ask; without one, broker and market data are left out.</param>
public sealed class StatusReader(TradingPorts ports, TradingSettings settings, bool hasExchange = true) : IDisposable
{
    private const int HistorySessions = 60;
    private const int JobSessionsBack = 5;
    private static readonly JobKind[] Jobs = Enum.GetValues<JobKind>();
    private static readonly int[] RecordSessions = [1, 5, 20];

    private readonly DueRule due = new(ports.Calendar, settings.Schedule);
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly ModelInUse inUse = new(ports.Models, settings.Learning.Promotion, ports.Broker.Mode, ports.Clock);
    private ModelCard? card;

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
            HasExchange = hasExchange,
            Jobs = [.. Jobs.Select(name => new JobStatus(name, null, due.NextOf(name, now)))],
        };
        TradingState? state = null;
        await PartAsync("journal", async () =>
        {
            state = await ports.Journal.GetStateAsync(cancel);
            report = report with { Halt = state.Halt, HeldByJournal = [.. state.OpenIntents.Where(i => i.Status == IntentStatus.Holding)] };
            report = await WithJournalAsync(report, session, now, cancel);
        });
        if (hasExchange) await PartAsync("broker", async () => report = await WithBrokerAsync(report, state?.OpenIntents, cancel));
        await PartAsync("models", async () => report = report with { Model = await ModelAsync(cancel) });
        if (hasExchange) await PartAsync("market data", () => ports.MarketData.GetLatestQuotesAsync([settings.Symbols[0]], cancel));
        return report;

        async Task PartAsync(string part, Func<Task> ask)
        {
            try
            {
                await ask();
                health.Add(new Health(part, null));
            }
            catch (Exception e) when (e is not OutOfMemoryException && !cancel.IsCancellationRequested)
            {
                health.Add(new Health(part, e.Message));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        inUse.Dispose();
        oneAtATime.Dispose();
    }

    private async Task<StatusReport> WithJournalAsync(StatusReport report, Session session, Instant now, CancellationToken cancel)
    {
        var predictions = await ports.Journal.GetPredictionsAsync(session.Date, null, cancel);
        // What was held over the night stands with the session in which it was entered.
        var trades = await ports.Journal.GetTradesAsync(ports.Calendar.SessionBefore(session.Date).Date, session.Date, cancel);
        var runs = await LastRunsAsync(now, cancel);
        var first = session.Date.PlusDays(-2 * HistorySessions);
        var history = (await ports.Journal.GetPerformanceAsync(first, session.Date, cancel)).TakeLast(HistorySessions).ToList();
        return report with
        {
            Jobs = [.. report.Jobs.Select(job => job with { Last = runs.GetValueOrDefault(job.Name) })],
            Day = new DayStatus(
                session.Date, predictions.Count,
                predictions.GroupBy(p => p.Reason).OrderByDescending(g => g.Count()).ToDictionary(g => g.Key, g => g.Count()),
                [.. trades.Where(t => t.Session == session.Date || t.ExitAt?.InNewYork().Date == session.Date)]),
            Record = [.. RecordSessions.Select(count => TrackRecord.Of(history, count))],
            History = history,
        };
    }

    private async Task<StatusReport> WithBrokerAsync(StatusReport report, IReadOnlyList<OrderIntent>? open, CancellationToken cancel)
    {
        // A bracket's legs are listed with their entry, however old it is.
        var oldest = (open ?? []).Select(i => i.DecidedAt).Append(report.Session.Open).Min();
        var account = await ports.Broker.GetAccountAsync(cancel);
        var view = await LookAsync(account, oldest, cancel);
        // A leg that fills between the two questions looks like none, so what looks bare is looked at again.
        if (view.Positions.Any(p => view.ProtectedShares(p.Symbol) < p.Quantity)) view = await LookAsync(account, oldest, cancel);
        return report with
        {
            Account = account,
            Positions = [.. view.Positions.OrderBy(p => p.Symbol, StringComparer.Ordinal).Select(p => StatusOf(p, view, open is not null))],
        };
    }

    private async Task<BrokerView> LookAsync(AccountSnapshot account, Instant oldest, CancellationToken cancel)
    {
        var positions = await ports.Broker.GetPositionsAsync(cancel);
        return new BrokerView(account, positions, positions.Count == 0 ? [] : await ports.Broker.GetOrdersAsync(oldest, cancel));
    }

    private static PositionStatus StatusOf(Position position, BrokerView view, bool isWhole)
    {
        var live = view.Orders.Where(o => o.Symbol == position.Symbol).SelectMany(o => o.WithLegs())
            .Where(o => o.Side == OrderSide.Sell && o.Status is OrderStatus.Open or OrderStatus.PartiallyFilled).ToList();
        return new PositionStatus(
            position,
            live.Find(o => o.StopPrice is not null)?.StopPrice,
            live.Find(o => o.StopPrice is null && o.LimitPrice is not null)?.LimitPrice,
            // Which older orders to ask for, the journal knows.
            view.ProtectedShares(position.Symbol) >= position.Quantity ? true : isWhole ? false : null);
    }

    private async Task<ModelStatus> ModelAsync(CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            var (model, reason) = await inUse.GetAsync(cancel);
            if (model is null)
            {
                var (current, _) = await ports.Models.GetCurrentAsync(cancel);
                if (current == CurrentModel.Missing) throw new StorageException(current.Reason);
                return (current.Promoted ?? current.Newest) is { } named
                    ? throw new StorageException($"{named} cannot be used: {StandingText.Of(reason)}")
                    : new ModelStatus(null, false, StandingText.Of(reason), null);
            }
            if (card?.Id != model.Id) card = (await ports.Models.LoadAsync(model.Id, cancel)).Card;
            return new ModelStatus(model.Id, model.MayTrade, StandingText.Of(reason), card) { Proof = model.Standing };
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task<Dictionary<JobKind, JobRunRow>> LastRunsAsync(Instant now, CancellationToken cancel)
    {
        var last = new Dictionary<JobKind, JobRunRow>();
        var today = now.InNewYork().Date;
        foreach (var session in ports.Calendar.SessionsBetween(today.PlusDays(-2 * JobSessionsBack), today).TakeLast(JobSessionsBack).Reverse())
        {
            foreach (var run in (await ports.Journal.GetJobsAsync(session.Date, cancel)).Reverse()) last.TryAdd(run.Key.Job, run);
            if (last.Count == Jobs.Length) break;
        }
        return last;
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
