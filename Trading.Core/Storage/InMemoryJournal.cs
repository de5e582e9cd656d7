using System.Collections.Concurrent;
using Trading.Core.Orders;
using Trading.Core.Universe;

namespace Trading.Core.Storage;

/// <summary>A journal in memory, gone when the process ends: for tests and fast backtests. Safe for use by several
/// threads.</summary>
public sealed class InMemoryJournal : ITradingJournal
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<LocalDate, InMemoryPredictions> predictions = [];
    private readonly SortedDictionary<LocalDate, Dictionary<string, OrderIntent>> intents = [];
    private readonly SortedDictionary<LocalDate, Dictionary<string, TradeRow>> trades = [];
    private readonly SortedDictionary<LocalDate, Dictionary<JobKey, JobRunRow>> jobs = [];
    private readonly SortedDictionary<LocalDate, PerformanceRow> performance = [];
    private readonly ConcurrentDictionary<LocalDate, UniverseChoice> universes = [];
    private readonly SortedDictionary<(string Id, LocalDate Session), OrderIntent> open = new(ById.Instance);
    private readonly HashSet<(LocalDate Session, Instant Minute)> taken = [];
    private Halt? halt;

    /// <inheritdoc/>
    public Task SavePredictionsAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        JournalRules.RequireSession(session, rows);
        lock (gate)
        {
            Of(predictions, session).Save(rows);
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> TryAddPredictionsAsync(
        LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        JournalRules.RequireMinute(session, minute, rows);
        lock (gate)
        {
            if (!taken.Add((session, minute))) return Task.FromResult(false);
            Of(predictions, session).Save(rows);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PredictionRow>> GetPredictionsAsync(LocalDate session, string? symbol, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return List(predictions.TryGetValue(session, out var rows)
                ? rows.Rows.Where(row => symbol is null || row.Symbol == symbol)
                : []);
        }
    }

    /// <summary>Forgets a session's predictions, and gives them by minute, then symbol.</summary>
    public IReadOnlyList<PredictionRow> TakePredictions(LocalDate session)
    {
        lock (gate) return predictions.Remove(session, out var rows) ? [.. rows.Rows] : [];
    }

    /// <inheritdoc/>
    public Task<bool> TryAddIntentAsync(OrderIntent intent, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            var added = Of(intents, intent.Session).TryAdd(intent.Id.Value, intent);
            if (added) TrackOpen(intent);
            return Task.FromResult(added);
        }
    }

    /// <inheritdoc/>
    public Task<bool> UpdateIntentAsync(OrderIntent intent, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (!intents.TryGetValue(intent.Session, out var rows) || !rows.TryGetValue(intent.Id.Value, out var standing))
                throw JournalRules.NeverAdded(intent);
            if (!JournalRules.Changes(intent, standing)) return Task.FromResult(false);
            rows[intent.Id.Value] = intent;
            TrackOpen(intent);
        }
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task<TradingState> GetStateAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate) return Task.FromResult(new TradingState([.. open.Values], halt));
    }

    /// <inheritdoc/>
    public Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (this.halt == expected) this.halt = halt;
            return Task.FromResult(this.halt == halt);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrderIntent>> GetIntentsAsync(LocalDate session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate) return List(InOrder(intents, session, intent => intent.Id.Value));
    }

    /// <inheritdoc/>
    public Task<bool> SaveTradeAsync(TradeRow trade, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            var rows = Of(trades, trade.Session);
            if (rows.TryGetValue(trade.EntryId.Value, out var standing) && !trade.MayReplace(standing))
                return Task.FromResult(false);
            rows[trade.EntryId.Value] = trade;
        }
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TradeRow>> GetTradesAsync(LocalDate first, LocalDate last, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return List(trades
                .Where(day => day.Key >= first && day.Key <= last)
                .SelectMany(day => day.Value.Values)
                .OrderBy(trade => trade.EntryId.Value, StringComparer.Ordinal));
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryStartJobAsync(JobRunRow run, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate) return Task.FromResult(Of(jobs, run.Session).TryAdd(run.Key, run));
    }

    /// <inheritdoc/>
    public Task<bool> TryReplaceJobAsync(JobRunRow expected, JobRunRow replacement, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        JournalRules.RequireSameRun(expected, replacement);
        lock (gate)
        {
            if (!jobs.TryGetValue(expected.Session, out var rows) || !rows.TryGetValue(expected.Key, out var stands)
                || stands.Attempt != expected.Attempt || stands.FinishedAt != expected.FinishedAt)
                return Task.FromResult(false);
            rows[expected.Key] = replacement;
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<JobRunRow?> GetJobAsync(LocalDate session, JobKey key, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate) return Task.FromResult(jobs.GetValueOrDefault(session)?.GetValueOrDefault(key));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRunRow>> GetJobsAsync(LocalDate session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate) return List(InOrder(jobs, session, run => $"{run.Key}").OrderBy(run => run.StartedAt));
    }

    /// <inheritdoc/>
    public Task<bool> TryAddUniverseAsync(UniverseChoice choice, CancellationToken cancel) =>
        Task.FromResult(universes.TryAdd(choice.Session, choice));

    /// <inheritdoc/>
    public Task<UniverseChoice?> GetUniverseAsync(LocalDate session, CancellationToken cancel) =>
        Task.FromResult(universes.GetValueOrDefault(session));

    /// <inheritdoc/>
    public Task SavePerformanceAsync(PerformanceRow row, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (!performance.TryGetValue(row.Session, out var standing) || row.MayReplace(standing))
                performance[row.Session] = row;
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PerformanceRow>> GetPerformanceAsync(LocalDate first, LocalDate last, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate) return List(performance.Values.Where(row => row.Session >= first && row.Session <= last));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return List(predictions.Keys.Concat(intents.Keys).Concat(trades.Keys).Concat(jobs.Keys)
                .Concat(performance.Keys).Concat(universes.Keys)
                .Distinct().Order());
        }
    }

    private void TrackOpen(OrderIntent intent)
    {
        if (intent.IsOpen) open[(intent.Id.Value, intent.Session)] = intent;
        else open.Remove((intent.Id.Value, intent.Session));
    }

    private static TRows Of<TRows>(SortedDictionary<LocalDate, TRows> table, LocalDate session) where TRows : new()
    {
        if (!table.TryGetValue(session, out var rows)) table[session] = rows = new TRows();
        return rows;
    }

    private static IEnumerable<T> InOrder<TKey, T>(
        SortedDictionary<LocalDate, Dictionary<TKey, T>> table, LocalDate session, Func<T, string> key) where TKey : notnull =>
        table.TryGetValue(session, out var rows) ? rows.Values.OrderBy(key, StringComparer.Ordinal) : [];

    private static Task<IReadOnlyList<T>> List<T>(IEnumerable<T> rows) => Task.FromResult<IReadOnlyList<T>>([.. rows]);

    private sealed class ById : IComparer<(string Id, LocalDate Session)>
    {
        public static readonly ById Instance = new();

        public int Compare((string Id, LocalDate Session) x, (string Id, LocalDate Session) y) =>
            string.CompareOrdinal(x.Id, y.Id) is var byId and not 0 ? byId : x.Session.CompareTo(y.Session);
    }
}
