using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Simulation.Storm;

/// <summary>Calls of a store, which fail with a <see cref="StorageException"/>.</summary>
internal static class StoreCalls
{
    /// <summary>Makes a call of a store in memory, which answers at once.</summary>
    public static Task<T> StoreAsync<T>(this CallGate gate, Incarnation who, StormPort port, string call, Func<Task<T>> ask) =>
        gate.CallAsync(
            who, port, call, () => ask().GetAwaiter().GetResult(), why => throw new StorageException($"No answer: {why}."));

    /// <summary>Makes a call of a store in memory that answers nothing.</summary>
    public static Task StoreAsync(this CallGate gate, Incarnation who, StormPort port, string call, Func<Task> act) =>
        gate.StoreAsync(who, port, call, async () =>
        {
            await act();
            return true;
        });
}

/// <summary>The models as a program sees them.</summary>
internal sealed class StormModels(CallGate gate, Incarnation who, IModelRegistry models) : IModelRegistry
{
    /// <inheritdoc/>
    public Task SaveAsync(ModelArtifact artifact, CancellationToken cancel) =>
        gate.StoreAsync(who, StormPort.Models, "save model", () => models.SaveAsync(artifact, default));

    /// <inheritdoc/>
    public Task<ModelArtifact> LoadAsync(string id, CancellationToken cancel) =>
        gate.StoreAsync(who, StormPort.Models, "load model", () => models.LoadAsync(id, default));

    /// <inheritdoc/>
    public Task DeleteAsync(string id, CancellationToken cancel) =>
        gate.StoreAsync(who, StormPort.Models, "delete model", () => models.DeleteAsync(id, default));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelCard>> GetCardsAsync(CancellationToken cancel) =>
        gate.StoreAsync(who, StormPort.Models, "cards", () => models.GetCardsAsync(default));

    /// <inheritdoc/>
    public Task<CurrentModelVersion> GetCurrentAsync(CancellationToken cancel) =>
        gate.StoreAsync(who, StormPort.Models, "current model", () => models.GetCurrentAsync(default));

    /// <inheritdoc/>
    public Task<bool> TrySetCurrentAsync(CurrentModel current, string etag, CancellationToken cancel) =>
        gate.StoreAsync(who, StormPort.Models, "set current model", () => models.TrySetCurrentAsync(current, etag, default));
}

/// <summary>The recorded bars as a program sees them.</summary>
internal sealed class StormArchive(CallGate gate, Incarnation who, IBarArchive archive) : IBarArchive
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) =>
        gate.StoreAsync(who, StormPort.Archive, "archived sessions", () => archive.GetSessionsAsync(default));

    /// <inheritdoc/>
    public Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel) =>
        gate.StoreAsync(who, StormPort.Archive, "archived bars", () => archive.ReadAsync(session, default));

    /// <inheritdoc/>
    public Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel) =>
        gate.StoreAsync(who, StormPort.Archive, "archive bars", () => archive.WriteAsync(session, bars, default));

    /// <inheritdoc/>
    public Task WriteAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) =>
        gate.StoreAsync(who, StormPort.Archive, "archive bars", () => archive.WriteAllAsync(batch, default));

    /// <inheritdoc/>
    public Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) =>
        gate.StoreAsync(who, StormPort.Archive, "archive bars", () => archive.MergeAllAsync(batch, default));
}
