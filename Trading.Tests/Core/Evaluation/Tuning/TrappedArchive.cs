using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Tests.Core.Evaluation.Tuning;

/// <summary>An archive that lists all its sessions and throws when a late one is read.</summary>
internal sealed class TrappedArchive(IBarArchive archive, LocalDate firstTrapped) : IBarArchive
{
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) => archive.GetSessionsAsync(cancel);

    public Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel) => session < firstTrapped
        ? archive.ReadAsync(session, cancel)
        : throw new TrapException($"{session} was read.");

    public Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel) =>
        throw new TrapException("Bars were written.");

    public Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) =>
        throw new TrapException("Bars were merged.");
}

/// <summary>Something was read that may not be.</summary>
public sealed class TrapException(string message) : Exception(message);
