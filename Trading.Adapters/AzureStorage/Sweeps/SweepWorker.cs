using System.Diagnostics;
using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage.Sweeps;

/// <summary>What became of a message.</summary>
public enum SliceEnd
{
    /// <summary>The slice's sessions are stored.</summary>
    Done,

    /// <summary>It was done or set aside before: the message came twice.</summary>
    Repeated,

    /// <summary>The sweep was cancelled.</summary>
    Cancelled,

    /// <summary>It is set aside: it can never be done, or was tried too often.</summary>
    SetAside,

    /// <summary>The message is of no sweep.</summary>
    Foreign,
}

/// <summary>What became of a message, and what it took.</summary>
/// <param name="End">What became of it.</param>
/// <param name="GigabyteSeconds">The seconds times the memory of the instance, in GB.</param>
/// <param name="Note">What a person should know; may be empty.</param>
public sealed record SliceResult(SliceEnd End, double GigabyteSeconds = 0, string Note = "");

/// <summary>
/// Does a slice: reads its plan and the bars, and stores its sessions in the record. A slice that is delivered twice or whose
/// worker dies costs time and nothing else: what is stored is not made again. Safe for concurrent use.
/// </summary>
public sealed class SweepWorker
{
    /// <summary>The queue of slices.</summary>
    public const string Queue = "sweep-slices";

    /// <summary>The queue into which the Functions host moves a message that failed too often.</summary>
    public const string PoisonQueue = $"{Queue}-poison";

    /// <summary>How often a slice is tried; host.json says the same to the host.</summary>
    public const int Tries = 5;

    private const double MegabytesAGigabyte = 1024;
    private readonly SweepBlobs blobs;
    private readonly IBarArchive archive;
    private readonly IForecastRecord record;
    private readonly int memoryMegabytes;

    /// <summary>Makes a worker; the first message sends the first request.</summary>
    /// <param name="account">The storage account with plans, bars and records.</param>
    /// <param name="memoryMegabytes">Memory of the instance that is paid for.</param>
    public SweepWorker(AzureStorageAccount account, int memoryMegabytes)
    {
        (blobs, this.memoryMegabytes) = (new SweepBlobs(account), memoryMegabytes);
        (archive, record) = (new AzureBarArchive(account), new AzureForecastRecord(account));
    }

    /// <summary>Does the slice of a message.</summary>
    /// <param name="message">The message's text.</param>
    /// <param name="cancel">Asks it to stop between sessions; the message must then be delivered again.</param>
    /// <exception cref="Exception">This try failed, and the error is kept; another may not.</exception>
    public async Task<SliceResult> RunAsync(string message, CancellationToken cancel)
    {
        if (SliceMessage.TryRead(message) is not { } slice)
            return new(SliceEnd.Foreign, Note: "A message of the queue is none of a sweep, and is dropped.");
        try
        {
            return await RunAsync(slice, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            await TellAsync(slice, e, cancel);
            throw;
        }
    }

    /// <summary>Sets the slice of a message aside that was tried too often.</summary>
    /// <param name="message">The message's text.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<SliceResult> SetAsideAsync(string message, CancellationToken cancel)
    {
        if (SliceMessage.TryRead(message) is not { } slice)
            return new(SliceEnd.Foreign, Note: "A message of the queue is none of a sweep, and is dropped.");
        if (await blobs.IsOverAsync(slice, cancel)) return new(SliceEnd.Repeated);
        var error = await blobs.FindErrorAsync(slice, cancel)
            ?? $"Its worker died {Tries} times and could not say why; it may need more memory.";
        return await AsideAsync(slice, error, cancel);
    }

    private async Task<SliceResult> RunAsync(SliceMessage message, CancellationToken cancel)
    {
        if (await blobs.IsOverAsync(message, cancel)) return new(SliceEnd.Repeated);
        if (await blobs.IsCancelledAsync(message.Sweep, cancel)) return new(SliceEnd.Cancelled);
        var started = Stopwatch.GetTimestamp();
        if (await PlanAsync(message, cancel) is not { } plan) return new(SliceEnd.SetAside, Note: "The plan is damaged.");
        if (plan.Recipes.Count == 0 || message.Number >= plan.Slices.Count)
            return new(SliceEnd.Foreign, Note: $"Sweep {message.Sweep} has no slice {message.Number}, or is gone.");
        try
        {
            // Nothing is kept from slice to slice: an instance lives long, and its memory is small.
            var runner = new SliceRunner(
                archive, new NyseCalendar(), record, new InMemoryModelCache(), Environment.ProcessorCount);
            await runner.RunAsync(plan, plan.Slices[message.Number], null, cancel);
        }
        catch (SliceRefusedException e)
        {
            return await AsideAsync(message, e.Message, cancel);
        }
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await blobs.DoneAsync(message, new SliceDone(seconds, memoryMegabytes), cancel);
        return new(SliceEnd.Done, seconds * memoryMegabytes / MegabytesAGigabyte);
    }

    // A damaged plan is damaged for all of its slices, and however often it is read.
    private async Task<SweepPlan?> PlanAsync(SliceMessage message, CancellationToken cancel)
    {
        try
        {
            return await blobs.FindPlanAsync(message.Sweep, cancel) ?? new SweepPlan(default, [], []);
        }
        catch (StorageException e) when (e.InnerException is null or System.Text.Json.JsonException)
        {
            await blobs.SetAsideAsync(message, e.Message, cancel);
            return null;
        }
    }

    private async Task<SliceResult> AsideAsync(SliceMessage slice, string error, CancellationToken cancel)
    {
        await blobs.SetAsideAsync(slice, error, cancel);
        return new(SliceEnd.SetAside, Note: $"Slice {slice.Number} of sweep {slice.Sweep} is set aside: {error}");
    }

    // The try has failed already; that it cannot say why is no other failure.
    private async Task TellAsync(SliceMessage slice, Exception error, CancellationToken cancel)
    {
        try
        {
            var text = error is StorageException ? error.Message : $"{error.GetType().Name}: {error.Message}";
            await blobs.FailedAsync(slice, text, cancel);
        }
        catch (Exception e) when (e is StorageException or OperationCanceledException)
        {
            // The host counts the try all the same.
        }
    }
}
