using System.Security.Cryptography;
using Trading.Core.Features;
using Trading.Core.Jobs;
using Trading.Core.Market;
using Trading.Core.Storage;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Jobs;

public sealed class FeatureCheckpointsTests
{
    private static readonly string[] Many = [.. Enumerable.Range(0, 300).Select(i => $"S{i:000}")];
    private readonly InMemoryFeatureCheckpointStore store = new();
    private readonly FlatFeed feed = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task States_are_kept_every_ten_minutes_and_a_new_host_asks_for_the_bars_since()
    {
        var running = new Host(this);
        await running.AdvanceAsync(100);
        var first = await store.ReadAsync(Cancel);
        Assert.NotNull(first);
        await running.AdvanceAsync(109);
        Assert.Same(first, await store.ReadAsync(Cancel));
        await running.AdvanceAsync(110);
        Assert.NotSame(first, await store.ReadAsync(Cancel));

        feed.Asked.Clear();
        var restarted = new Host(this);
        Assert.Equal("", await restarted.AdvanceAsync(150));
        Assert.Equal([Minute(110) - LiveFeatures.Overlap], feed.Asked);
        Assert.Equal(Many.Length, restarted.Rows.Count);
    }

    [Fact]
    public async Task Where_the_day_so_far_is_few_bars_nothing_is_kept()
    {
        await new Host(this).AdvanceAsync(60);
        Assert.Null(await store.ReadAsync(Cancel));
    }

    [Fact]
    public async Task What_cannot_be_used_is_told_once_and_the_day_is_read()
    {
        await new Host(this).AdvanceAsync(100);
        var good = (await store.ReadAsync(Cancel))!;
        byte[] cut = good[..^1];
        byte[] foreign = [.. good];
        foreign[SHA256.HashSizeInBytes]++;
        SHA256.HashData(foreign.AsSpan(SHA256.HashSizeInBytes)).CopyTo(foreign, 0);
        foreach (var (document, reason) in ((byte[], string)[])[(cut, "checksum"), (foreign, "another version")])
        {
            feed.Asked.Clear();
            await store.WriteAsync(document, Cancel);
            var host = new Host(this);
            Assert.Contains(reason, await host.AdvanceAsync(105), StringComparison.Ordinal);
            Assert.Equal([Monday.Open], feed.Asked);
            Assert.Equal("", await host.AdvanceAsync(106));
        }
    }

    [Fact]
    public async Task What_was_kept_of_another_session_is_passed_over_in_silence()
    {
        await new Host(this).AdvanceAsync(100);
        feed.Asked.Clear();
        var day = Duration.FromDays(1);
        var next = new Session(Monday.Date.PlusDays(1), Monday.Open + day, Monday.Close + day);
        var features = new LiveFeatures(feed);
        var checkpoints = new FeatureCheckpoints(store, features);
        Assert.Equal("", await checkpoints.RestoreAsync(next, next.Open + Duration.FromMinutes(100), Many.Length, Cancel));
        Assert.True(features.IsNew(next));
    }

    [Fact]
    public async Task A_store_that_fails_is_told_and_costs_no_minute()
    {
        var features = new LiveFeatures(feed);
        var checkpoints = new FeatureCheckpoints(new FailingStore(), features);
        var at = Minute(100);
        Assert.Contains("on purpose", await checkpoints.RestoreAsync(Monday, at, Many.Length, Cancel), StringComparison.Ordinal);
        Assert.Equal(Many.Length, (await features.AdvanceAsync(Monday, at, Many, Cancel)).Count);
        Assert.Contains("on purpose", await checkpoints.KeepAsync(Monday, at, Many.Length, Cancel), StringComparison.Ordinal);
    }

    private sealed class Host(FeatureCheckpointsTests test)
    {
        private readonly LiveFeatures features = new(test.feed);
        private FeatureCheckpoints? checkpoints;

        public IReadOnlyList<FreshRow> Rows { get; private set; } = [];

        public async Task<string> AdvanceAsync(int minute)
        {
            checkpoints ??= new FeatureCheckpoints(test.store, features);
            var at = Minute(minute);
            var note = await checkpoints.RestoreAsync(Monday, at, Many.Length, Cancel);
            Rows = await features.AdvanceAsync(Monday, at, Many, Cancel);
            return note + await checkpoints.KeepAsync(Monday, at, Many.Length, Cancel);
        }
    }

    private sealed class FlatFeed : IMarketData
    {
        public List<Instant> Asked { get; } = [];

        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel)
        {
            Asked.Add(from);
            Bar[] bars = [.. Enumerable.Range(0, Monday.MinuteOf(to)).Select(m => Flat(m)).Where(bar => bar.Start >= from)];
            return Task.FromResult<IReadOnlyList<BarSeries>>([.. symbols.Select(symbol => new BarSeries(symbol, bars))]);
        }

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) => throw new NotSupportedException();
    }

    private sealed class FailingStore : IFeatureCheckpointStore
    {
        public Task WriteAsync(ReadOnlyMemory<byte> checkpoint, CancellationToken cancel) => throw Failure();

        public Task<byte[]?> ReadAsync(CancellationToken cancel) => throw Failure();

        private static StorageException Failure() => new("The store fails on purpose.");
    }
}
