using Trading.Core.Learning.Record;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Core.Evaluation.Sweeps;

/// <summary>
/// Makes what is missing of records, cut into slices: on other machines where there are any, and one after the other on all cores
/// of this one where there are none. Not safe for concurrent use.
/// </summary>
public sealed class RecordSweep
{
    private readonly SliceRunner runner;
    private readonly SweepOptions options;
    private readonly Instant now;

    /// <summary>Prepares it.</summary>
    /// <param name="bars">The bars; each session is read several times.</param>
    /// <param name="calendar">When the exchange trades.</param>
    /// <param name="record">The records; what is missing is added.</param>
    /// <param name="models">Models that this machine need not train again.</param>
    /// <param name="options">Where the slices run, and how large they are.</param>
    /// <param name="threads">How many nights train side by side on this machine.</param>
    /// <param name="now">The moment that plans carry.</param>
    public RecordSweep(
        IBarArchive bars, IMarketCalendar calendar, IForecastRecord record, Learning.IModelCache models, SweepOptions options,
        int threads, Instant now)
    {
        (this.options, this.now) = (options, now);
        // On this machine what was just made is not read again.
        runner = new SliceRunner(
            bars, calendar, options.Sweeper is null ? new RecordReadOnce(record) : record, models, threads);
    }

    /// <summary>Whether the slices of several recipes run at the same time.</summary>
    public bool SpreadsOut => options.Sweeper is not null;

    /// <summary>What the other machines took; null when none were asked.</summary>
    public SweepFigures? Figures { get; private set; }

    /// <summary>What is missing of some records, cut into slices.</summary>
    /// <param name="orders">The records.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<SweepPlan> PlanAsync(IReadOnlyList<RecordOrder> orders, CancellationToken cancel)
    {
        var recipes = orders.Select(order => new PlannedRecipe(order.Recipe.Id, order.Recipe, order.Archived)).ToList();
        var slices = new List<Slice>();
        for (var i = 0; i < orders.Count; i++)
        {
            var (recipe, archived) = (orders[i].Recipe, orders[i].Archived);
            var sources = await runner.BuilderOf(recipe).SourcesAsync(archived, orders[i].From, archived[^1], cancel);
            foreach (var block in sources.Where(session => !session.IsStored).Chunk(options.Nights ?? SliceSize.Of(recipe)))
                slices.Add(new Slice(
                    slices.Count, i, [.. block.Select(session => new PlannedSession(session.Session, session.Source))]));
        }
        return new SweepPlan(now, recipes, slices);
    }

    /// <summary>Makes what is missing of some records.</summary>
    /// <param name="orders">The records.</param>
    /// <param name="progress">Told of each session that this machine makes; null when nothing is to be told.</param>
    /// <param name="cancel">Stops; what was made stays.</param>
    /// <returns>The slices that were set aside.</returns>
    public async Task<IReadOnlyList<SliceFailure>> FillAsync(
        IReadOnlyList<RecordOrder> orders, IProgress<RecordProgress>? progress, CancellationToken cancel)
    {
        var plan = await PlanAsync(orders, cancel);
        if (plan.Slices.Count == 0) return [];
        if (options.Sweeper is { } others)
        {
            var outcome = await others.RunAsync(plan, cancel);
            Figures = (Figures ?? SweepFigures.None).Plus(outcome.Figures);
            return outcome.SetAside;
        }
        var done = 0;
        foreach (var slice in plan.Slices)
        {
            await runner.RunAsync(plan, slice, new Following(progress, done, plan.Sessions), cancel);
            done += slice.Sessions.Count;
        }
        return [];
    }

    /// <summary>A record, with what was missing of it.</summary>
    /// <param name="order">The record.</param>
    /// <param name="progress">Told of each session that this machine makes; null when nothing is to be told.</param>
    /// <param name="cancel">Stops; what was made stays.</param>
    /// <exception cref="SweepIncompleteException">A part of it was set aside.</exception>
    public async Task<IReadOnlyList<OutOfSampleSession>> BuildAsync(
        RecordOrder order, IProgress<RecordProgress>? progress, CancellationToken cancel)
    {
        if (await FillAsync([order], progress, cancel) is { Count: > 0 } failures) throw new SweepIncompleteException(failures);
        return await runner.BuilderOf(order.Recipe).BuildAsync(order.Archived, order.From, order.Archived[^1], null, cancel);
    }

    private sealed class Following(IProgress<RecordProgress>? told, int before, int total) : IProgress<RecordProgress>
    {
        public void Report(RecordProgress value) =>
            told?.Report(new RecordProgress(value.Session, before + value.Done, total));
    }
}
