using System.Collections.Concurrent;
using Trading.Core.Learning;
using Trading.Core.Learning.Record;
using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>How far a record has been built.</summary>
/// <param name="Session">The session that was built last (New York date).</param>
/// <param name="Done">Sessions built so far.</param>
/// <param name="Total">Sessions to build.</param>
public sealed record RecordProgress(LocalDate Session, int Done, int Total);

/// <summary>A session that stands in a record.</summary>
/// <param name="Session">New York date.</param>
/// <param name="Source">What it was made of.</param>
public sealed record RecordedSession(LocalDate Session, string Source);

/// <summary>A session that a record has or can have.</summary>
/// <param name="Session">New York date.</param>
/// <param name="Source">Names everything that it is made of.</param>
/// <param name="IsStored">Whether it is stored, made of just that.</param>
public sealed record RecordSession(LocalDate Session, string Source, bool IsStored);

/// <summary>
/// Builds a recipe's out-of-sample record by walking forward: each session is forecast by a model that learned from the sessions
/// before it. Sessions whose bars and models have not changed are left as they are, each new one is stored when it is made, and
/// nights train side by side; so a build that was stopped goes on where it stopped.
/// </summary>
public sealed class RecordBuilder(
    Recipe recipe, IMarketCalendar calendar, RowSource rows, NightTrainer trainer, IForecastRecord record, int threads)
{
    /// <summary>The record's sessions from <paramref name="from"/> on that the archive allows, in order.</summary>
    /// <param name="archived">The archive's sessions, in order.</param>
    /// <param name="from">The first session wanted.</param>
    /// <param name="to">The last session wanted.</param>
    /// <param name="progress">Told after each session that had to be built; null when nothing is to be told.</param>
    /// <param name="cancel">Stops between sessions.</param>
    public async Task<IReadOnlyList<OutOfSampleSession>> BuildAsync(
        IReadOnlyList<LocalDate> archived, LocalDate from, LocalDate to, IProgress<RecordProgress>? progress,
        CancellationToken cancel)
    {
        var sessions = new List<OutOfSampleSession>();
        foreach (var one in await ExtendAsync(archived, from, to, progress, cancel)) sessions.Add(await ReadAsync(one, cancel));
        return sessions;
    }

    /// <summary>As <see cref="BuildAsync"/>, but tells only what stands in the record, however long it is.</summary>
    /// <param name="archived">The archive's sessions, in order.</param>
    /// <param name="from">The first session wanted.</param>
    /// <param name="to">The last session wanted.</param>
    /// <param name="progress">Told after each session that had to be built; null when nothing is to be told.</param>
    /// <param name="cancel">Stops between sessions.</param>
    public async Task<IReadOnlyList<RecordedSession>> ExtendAsync(
        IReadOnlyList<LocalDate> archived, LocalDate from, LocalDate to, IProgress<RecordProgress>? progress,
        CancellationToken cancel)
    {
        var sessions = await PlanAsync(archived, from, to, cancel);
        var missing = sessions.Where(planned => !planned.IsStored).ToList();
        for (var start = 0; start < missing.Count; start += threads)
        {
            var batch = missing.Skip(start).Take(threads).ToList();
            var windows = new List<(Planned Planned, IReadOnlyList<LabelledRows> Window, LabelledRows Rows)>();
            foreach (var planned in batch)
                windows.Add((
                    planned, await WindowAsync(planned.Window, cancel), await RowsAsync(planned.Session, planned.Hash, cancel)));
            var built = new ConcurrentDictionary<LocalDate, OutOfSampleSession>();
            await Parallel.ForEachAsync(
                windows, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, (work, _) =>
                {
                    built[work.Planned.Session] = Forecast(work.Window, work.Rows, work.Planned.Source);
                    return default;
                });
            foreach (var planned in batch)
            {
                if (built[planned.Session] is not { Rows.Count: > 0 } session) continue;
                await record.WriteAsync(recipe.Id, session, cancel);
                planned.IsStored = true;
            }
            rows.ForgetBefore(FirstOf(batch[0].Session));
            progress?.Report(new RecordProgress(batch[^1].Session, Math.Min(start + threads, missing.Count), missing.Count));
        }
        return
        [
            .. sessions.Where(planned => planned.IsStored)
                .Select(planned => new RecordedSession(planned.Session, planned.Source)),
        ];
    }

    /// <summary>A session of the record.</summary>
    /// <param name="session">One that <see cref="ExtendAsync"/> has told of.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="StorageException">It cannot be read, or was changed meanwhile.</exception>
    public async Task<OutOfSampleSession> ReadAsync(RecordedSession session, CancellationToken cancel) =>
        await record.ReadAsync(recipe.Id, session.Session, cancel) is { } stored && stored.Source == session.Source
            ? stored
            : throw new StorageException(
                $"The record's session {session.Session:uuuu-MM-dd} was changed by another process meanwhile; try again.");

    /// <summary>
    /// Trains the models that would forecast the sessions from <paramref name="from"/> on, side by side, into the cache, and
    /// nothing else.
    /// </summary>
    /// <param name="archived">The archive's sessions, in order.</param>
    /// <param name="from">The first session wanted.</param>
    /// <param name="to">The last session wanted.</param>
    /// <param name="progress">Told after each batch of models; null when nothing is to be told.</param>
    /// <param name="cancel">Stops between batches.</param>
    public async Task TrainAheadAsync(
        IReadOnlyList<LocalDate> archived, LocalDate from, LocalDate to, IProgress<RecordProgress>? progress,
        CancellationToken cancel)
    {
        var missing = (await PlanAsync(archived, from, to, cancel)).Where(planned => !trainer.Knows(planned.Key)).ToList();
        for (var start = 0; start < missing.Count; start += threads)
        {
            var batch = missing.Skip(start).Take(threads).ToList();
            var windows = new List<IReadOnlyList<LabelledRows>>();
            foreach (var planned in batch) windows.Add(await WindowAsync(planned.Window, cancel));
            Parallel.ForEach(
                windows, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, Train);
            rows.ForgetBefore(FirstOf(batch[0].Session));
            progress?.Report(new RecordProgress(batch[^1].Session, Math.Min(start + threads, missing.Count), missing.Count));
        }

        void Train(IReadOnlyList<LabelledRows> window)
        {
            try
            {
                trainer.ModelOf(window);
            }
            catch (UntrainableException)
            {
                // The night itself will say so.
            }
        }
    }

    /// <summary>What the record's sessions from <paramref name="from"/> on are made of, in order; nothing is made.</summary>
    /// <param name="archived">The archive's sessions, in order.</param>
    /// <param name="from">The first session wanted.</param>
    /// <param name="to">The last session wanted.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<IReadOnlyList<RecordSession>> SourcesAsync(
        IReadOnlyList<LocalDate> archived, LocalDate from, LocalDate to, CancellationToken cancel) =>
    [
        .. (await PlanAsync(archived, from, to, cancel))
            .Select(planned => new RecordSession(planned.Session, planned.Source, planned.IsStored)),
    ];

    /// <summary>The rows of a night's training window, without the sessions that have none.</summary>
    /// <param name="sessions">The window's sessions, in order.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<IReadOnlyList<LabelledRows>> WindowAsync(IEnumerable<LocalDate> sessions, CancellationToken cancel)
    {
        var window = new List<LabelledRows>();
        foreach (var session in sessions)
        {
            if (await rows.RowsAsync(session, cancel) is { } found) window.Add(found);
        }
        return window;
    }

    private async Task<IReadOnlyList<LabelledRows>> WindowAsync(
        IEnumerable<(LocalDate Session, string Hash)> sessions, CancellationToken cancel)
    {
        var window = new List<LabelledRows>();
        foreach (var (session, hash) in sessions) window.Add(await RowsAsync(session, hash, cancel));
        return window;
    }

    private async Task<LabelledRows> RowsAsync(LocalDate session, string hash, CancellationToken cancel) =>
        rows.Kept(session, hash) ?? (await rows.RowsAsync(session, cancel))!;

    private async Task<List<Planned>> PlanAsync(
        IReadOnlyList<LocalDate> archived, LocalDate from, LocalDate to, CancellationToken cancel)
    {
        var known = new List<(LocalDate Session, string Hash)>();
        var sessions = new List<Planned>();
        foreach (var session in archived.Where(date => date >= FirstOf(from) && date <= to))
        {
            if (await rows.HashAsync(session, cancel) is not { } hash) continue;
            // The model that traded this session was trained in the night of the session before, archived or not.
            var night = calendar.SessionBefore(session).Date;
            var window = known.Where(k => k.Session > night.PlusDays(-recipe.TrainingDays)).ToList();
            if (session >= from && window.Count >= ModelTrainer.FewestSessions)
                sessions.Add(await PlanAsync(session, hash, window, cancel));
            known.Add((session, hash));
        }
        return sessions;
    }

    private async Task<Planned> PlanAsync(
        LocalDate session, string hash, List<(LocalDate Session, string Hash)> window, CancellationToken cancel)
    {
        var key = trainer.KeyOf(window);
        var source = $"{key} {hash}";
        var planned = new Planned(session, hash, key, source, window);
        try
        {
            planned.IsStored = await record.ReadAsync(recipe.Id, session, cancel) is { Rows.Count: > 0 } stored
                && stored.Source == source;
        }
        catch (StorageException)
        {
            // A damaged session is built anew.
        }
        return planned;
    }

    private OutOfSampleSession Forecast(IReadOnlyList<LabelledRows> window, LabelledRows session, string source)
    {
        try
        {
            return OutOfSampleForecaster.Forecast(trainer.ModelOf(window), session, source);
        }
        catch (UntrainableException)
        {
            return new OutOfSampleSession(session.Session, source, session.Symbols, []);
        }
    }

    /// <summary>No bars before this date are read for a record that begins with <paramref name="session"/>.</summary>
    public static LocalDate FirstRead(Recipe recipe, LocalDate session) => session.PlusDays(-recipe.TrainingDays - 7);

    private LocalDate FirstOf(LocalDate session) => FirstRead(recipe, session);

    private sealed class Planned(
        LocalDate session, string hash, string key, string source, IReadOnlyList<(LocalDate Session, string Hash)> window)
    {
        public LocalDate Session { get; } = session;
        public string Hash { get; } = hash;
        public string Key { get; } = key;
        public string Source { get; } = source;
        public IReadOnlyList<(LocalDate Session, string Hash)> Window { get; } = window;
        public bool IsStored { get; set; }
    }
}
