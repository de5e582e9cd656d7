using Trading.Adapters.Importing;
using Trading.Core.Collecting;
using Trading.Core.Market;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.Importing;

public sealed class RepeatedMergeTests : IDisposable
{
    private readonly ImportFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_merge_that_begins_again_after_a_lost_answer_tells_what_the_first_one_did(bool replaces)
    {
        var archive = new RepeatingArchive();
        var stored = SomeBars(Monday, "SPY", 3);
        await archive.WriteAsync(Monday, [stored], Cancel);
        var arriving = SomeBars(Monday, "SPY", 5).Bars.ToArray();
        arriving[1] = arriving[1] with { Volume = 77 };

        var result = await new BarImporter(archive, new NyseCalendar(), SystemClock.Instance, new() { Replaces = replaces })
            .ImportAsync([folder.Csv("SPY", new BarSeries("SPY", arriving))], Cancel);

        Assert.Equal(
            new MergeCounts(2, 2, 1, new("SPY", stored.Bars[1], arriving[1])), Assert.Single(result.Symbols).Archive);
    }

    /// <summary>Merges all twice, as a store does whose answer to the first write is lost.</summary>
    private sealed class RepeatingArchive : IBarArchive
    {
        private readonly InMemoryBarArchive archive = new();

        public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) => archive.GetSessionsAsync(cancel);

        public Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel) =>
            archive.ReadAsync(session, cancel);

        public Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel) =>
            archive.WriteAsync(session, bars, cancel);

        public async Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel)
        {
            await archive.MergeAllAsync(batch, cancel);
            await archive.MergeAllAsync(batch, cancel);
        }
    }
}
