using Trading.Adapters.AzureStorage;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Tests.Functions;

/// <summary>The archive as the asker sees it: one session's bars are not those that the workers read.</summary>
internal sealed class SpoiledArchive(IBarArchive archive, AzureStorageAccount account, LocalDate session) : IBarArchive
{
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) => archive.GetSessionsAsync(cancel);

    public async Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate date, CancellationToken cancel)
    {
        var bars = await archive.ReadAsync(date, cancel);
        return date != session ? bars
            : [.. bars.Select(series => new BarSeries(series.Symbol, series.Bars[..^1].ToArray()))];
    }

    public Task WriteAsync(LocalDate date, IReadOnlyList<BarSeries> bars, CancellationToken cancel) =>
        new AzureBarArchive(account).WriteAsync(date, bars, cancel);

    public Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) =>
        throw new NotSupportedException();
}
