using System.Diagnostics;
using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage.Sweeps;

/// <summary>
/// Runs slices on the function app: stores the plan, puts a message for each slice into the queue, and looks at what the workers
/// say. A sweep that nobody looks at ends by itself. Not safe for concurrent use.
/// </summary>
/// <param name="account">The storage account.</param>
/// <param name="pause">Between two looks.</param>
/// <param name="progress">Told after each look; null when nothing is to be told.</param>
public sealed class AzureSweeper(AzureStorageAccount account, TimeSpan pause, IProgress<SweepProgress>? progress) : ISweeper
{
    private const double MegabytesAGigabyte = 1024;
    private readonly SweepBlobs blobs = new(account);
    private readonly SweepQueue queue = new(account);

    /// <summary>Between two looks, unless a test is in a hurry.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    /// <exception cref="StorageException">The storage account cannot be used; the message says what to do.</exception>
    public async Task<SweepOutcome> RunAsync(SweepPlan plan, CancellationToken cancel)
    {
        var id = await blobs.AddAsync(plan, cancel);
        try
        {
            await queue.SendAsync(plan.Slices.Select(slice => new SliceMessage(id, slice.Number)), cancel);
            return await WatchAsync(id, plan, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await blobs.CancelAsync(id, CancellationToken.None);
            throw;
        }
    }

    private async Task<SweepOutcome> WatchAsync(string id, SweepPlan plan, CancellationToken cancel)
    {
        var (started, figures) = (Stopwatch.GetTimestamp(), SweepFigures.None);
        var counted = new HashSet<int>();
        while (true)
        {
            var (done, setAside) = await blobs.OverAsync(id, cancel);
            foreach (var number in done.Where(number => number < plan.Slices.Count && counted.Add(number)))
                figures = figures.Plus(await FiguresOfAsync(id, plan.Slices[number], cancel));
            var aside = setAside.Where(number => number < plan.Slices.Count && !counted.Contains(number)).ToList();
            progress?.Report(ProgressOf(plan, figures, counted.Count + aside.Count, Stopwatch.GetElapsedTime(started)));
            if (counted.Count + aside.Count == plan.Slices.Count)
                return new SweepOutcome(figures, await FailuresAsync(id, plan, aside, cancel));
            await Task.Delay(pause, cancel);
        }
    }

    private async Task<SweepFigures> FiguresOfAsync(string id, Slice slice, CancellationToken cancel)
    {
        var took = await blobs.FindDoneAsync(new SliceMessage(id, slice.Number), cancel) ?? new SliceDone(0, 0);
        return new SweepFigures(
            1, slice.Sessions.Count, took.Seconds, took.Seconds * took.MemoryMegabytes / MegabytesAGigabyte);
    }

    private static SweepProgress ProgressOf(SweepPlan plan, SweepFigures figures, int over, TimeSpan elapsed)
    {
        if (figures.Sessions == 0) return new SweepProgress(over, plan.Slices.Count, figures, null, null);
        var rate = figures.Sessions / elapsed.TotalSeconds;
        var left = Duration.FromTimeSpan(elapsed) / over * (plan.Slices.Count - over);
        return new SweepProgress(over, plan.Slices.Count, figures, rate, left);
    }

    private async Task<IReadOnlyList<SliceFailure>> FailuresAsync(
        string id, SweepPlan plan, List<int> aside, CancellationToken cancel)
    {
        var failures = new List<SliceFailure>(aside.Count);
        foreach (var number in aside.Order())
        {
            var slice = plan.Slices[number];
            var error = await blobs.AsideAsync(new SliceMessage(id, number), cancel);
            failures.Add(new SliceFailure(
                plan.Recipes[slice.Recipe].Id, slice.Sessions[0].Session, slice.Sessions[^1].Session, error));
        }
        return failures;
    }
}
