using System.Globalization;
using System.Security.Cryptography;
using NodaTime.Text;
using Trading.Adapters.StorageFormats;
using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage.Sweeps;

/// <summary>
/// What is known of sweeps, in the container <c>sweeps</c>: <c>{id}/plan.json</c>, <c>{id}/cancelled</c>, and for each slice
/// <c>done/0000.json</c>, <c>aside/0000.json</c> or <c>error/0000.json</c>. Every blob is written whole, and the first that says
/// how a slice ended stays. Old sweeps are deleted by the container's lifecycle rule. Safe for concurrent use.
/// </summary>
internal sealed class SweepBlobs(AzureStorageAccount account)
{
    private const string Remedy = "; ask for the sweep again";
    private const int HashDigits = 12;

    private static readonly InstantPattern Second = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private readonly BlobFolder folder = account.Blobs("sweeps");

    /// <summary>Stores a plan under a new id, which begins with its time.</summary>
    public async Task<string> AddAsync(SweepPlan plan, CancellationToken cancel)
    {
        var content = SealedJson.Write(plan);
        var id = $"{Second.Format(plan.At)}-{Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits]}";
        // The same plan of the same second is the same sweep.
        await folder.TryAddAsync(PlanOf(id), content, null, cancel);
        return id;
    }

    /// <summary>A sweep's plan; null when there is none of this id.</summary>
    /// <exception cref="StorageException">It is damaged.</exception>
    public async Task<SweepPlan?> FindPlanAsync(string id, CancellationToken cancel) =>
        await folder.FindAsync(PlanOf(id), cancel) is { } blob
            ? SealedJson.Read<SweepPlan>(blob.Content, folder.Address(PlanOf(id)), Remedy)
            : null;

    /// <summary>Marks a sweep: what has not begun is not to begin.</summary>
    public Task CancelAsync(string id, CancellationToken cancel) =>
        folder.WriteAsync(CancelledOf(id), ReadOnlyMemory<byte>.Empty, cancel);

    /// <summary>Whether a sweep is marked.</summary>
    public Task<bool> IsCancelledAsync(string id, CancellationToken cancel) => folder.ExistsAsync(CancelledOf(id), cancel);

    /// <summary>Whether a slice is done or set aside.</summary>
    public async Task<bool> IsOverAsync(SliceMessage slice, CancellationToken cancel) =>
        await folder.ExistsAsync(NameOf(slice, Done), cancel) || await folder.ExistsAsync(NameOf(slice, Aside), cancel);

    /// <summary>Remembers that a slice is done; whoever says so first is believed.</summary>
    public Task<bool> DoneAsync(SliceMessage slice, SliceDone done, CancellationToken cancel) =>
        folder.TryAddAsync(NameOf(slice, Done), SealedJson.Write(done), null, cancel);

    /// <summary>Remembers why a slice's last try failed.</summary>
    public Task FailedAsync(SliceMessage slice, string error, CancellationToken cancel) =>
        folder.WriteAsync(NameOf(slice, Error), SealedJson.Write(new SliceError(error)), cancel);

    /// <summary>Why a slice's last try failed; null when it did not say.</summary>
    public async Task<string?> FindErrorAsync(SliceMessage slice, CancellationToken cancel) =>
        await FindAsync<SliceError>(NameOf(slice, Error), cancel) is { } found ? found.Error : null;

    /// <summary>Sets a slice aside.</summary>
    public Task<bool> SetAsideAsync(SliceMessage slice, string error, CancellationToken cancel) =>
        folder.TryAddAsync(NameOf(slice, Aside), SealedJson.Write(new SliceError(error)), null, cancel);

    /// <summary>The numbers of a sweep's slices that are done, and of those that are set aside.</summary>
    public async Task<(IReadOnlyList<int> Done, IReadOnlyList<int> SetAside)> OverAsync(string id, CancellationToken cancel) =>
        (await NumbersAsync(id, Done, cancel), await NumbersAsync(id, Aside, cancel));

    /// <summary>What a done slice took; null when it cannot be read.</summary>
    public Task<SliceDone?> FindDoneAsync(SliceMessage slice, CancellationToken cancel) =>
        FindAsync<SliceDone>(NameOf(slice, Done), cancel);

    /// <summary>Why a slice was set aside.</summary>
    public async Task<string> AsideAsync(SliceMessage slice, CancellationToken cancel) =>
        await FindAsync<SliceError>(NameOf(slice, Aside), cancel) is { } found ? found.Error : "Its reason cannot be read.";

    private const string Done = "done";
    private const string Aside = "aside";
    private const string Error = "error";
    private const string Ending = ".json";

    private async Task<IReadOnlyList<int>> NumbersAsync(string id, string kind, CancellationToken cancel)
    {
        var home = $"{id}/{kind}/";
        return
        [
            .. (await folder.ListAsync(Ending, cancel, home))
                .Select(blob => blob.Name[home.Length..^Ending.Length])
                .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(name => int.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture)),
        ];
    }

    private async Task<T?> FindAsync<T>(string name, CancellationToken cancel) where T : class
    {
        try
        {
            return await folder.FindAsync(name, cancel) is { } blob
                ? SealedJson.Read<T>(blob.Content, folder.Address(name)) : null;
        }
        catch (StorageException e) when (e.InnerException is null or System.Text.Json.JsonException)
        {
            // What was measured, or why something failed, is worth no failure of its own.
            return null;
        }
    }

    private static string PlanOf(string id) => $"{id}/plan.json";

    private static string CancelledOf(string id) => $"{id}/cancelled";

    private static string NameOf(SliceMessage slice, string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{slice.Sweep}/{kind}/{slice.Number:0000}{Ending}");
}
