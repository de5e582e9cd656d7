using CsCheck;
using Trading.Core.Features;
using Trading.Core.Market;
using static Trading.Tests.Core.Features.SessionBars;

namespace Trading.Tests.Core.Features;

public sealed class FeatureCheckpointTests
{
    private static readonly string[] Symbols = ["A", "B", "C"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The feed leaves minutes out, and serves some bars late and some revised, within the overlap.</summary>
    [Fact]
    public async Task A_restored_host_gives_the_rows_of_an_uninterrupted_one_to_the_bit()
    {
        var rows = 0;
        await Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[6, 120], Gen.Int[1, 40]).SampleAsync(async (seed, keptAt, pause) =>
        {
            var feed = new SettlingFeed(seed);
            var whole = new LiveFeatures(feed);
            byte[] kept = [];
            for (var minute = 1; minute < keptAt + pause; minute++)
            {
                await whole.AdvanceAsync(Full, Minute(minute), Symbols, Cancel);
                await whole.LookAgainAsync(Cancel);
                if (minute == keptAt) kept = whole.Checkpoint()!.ToBytes();
            }
            var restored = new LiveFeatures(feed);
            restored.Restore(FeatureCheckpoint.FromBytes(kept, Full));
            feed.Asked.Clear();
            for (var minute = keptAt + pause; minute < keptAt + pause + 30; minute++)
            {
                var expected = await whole.AdvanceAsync(Full, Minute(minute), Symbols, Cancel);
                var actual = await restored.AdvanceAsync(Full, Minute(minute), Symbols, Cancel);
                Assert.Equal(
                    expected.Select(row => (row.Symbol, row.NewestBar)), actual.Select(row => (row.Symbol, row.NewestBar)));
                Assert.Equal(expected.Select(row => row.Row), actual.Select(row => row.Row));
                Assert.Equal(whole.MissingAt(Minute(minute)), restored.MissingAt(Minute(minute)));
                Interlocked.Add(ref rows, actual.Count);
            }
            Assert.True(feed.Asked.Min() >= Minute(keptAt) - LiveFeatures.Overlap, $"asked from {feed.Asked.Min()}");
            Assert.Equal(whole.Checkpoint()!.ToBytes(), restored.Checkpoint()!.ToBytes());
        }, iter: 20);
        Assert.True(rows > 500, $"{rows} rows");
    }

    [Fact]
    public async Task What_is_damaged_or_of_another_session_is_refused()
    {
        var live = new LiveFeatures(new SettlingFeed(1));
        await live.AdvanceAsync(Full, Minute(50), Symbols, Cancel);
        var bytes = live.Checkpoint()!.ToBytes();
        Assert.Equal(Symbols, FeatureCheckpoint.FromBytes(bytes, Full).Symbols);

        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[0, 7]).Sample((place, bit) =>
        {
            byte[] damaged = [.. bytes];
            damaged[place] ^= (byte)(1 << bit);
            Assert.False(Refusal(damaged, Full).IsOfAnotherSession);
        }, iter: 200);
        Gen.Int[0, bytes.Length - 1].Sample(length => Refusal(bytes[..length], Full), iter: 50);
        var next = new Session(Full.Date.PlusDays(1), Full.Open + Duration.FromDays(1), Full.Close + Duration.FromDays(1));
        Assert.True(Refusal(bytes, next).IsOfAnotherSession);
    }

    [Fact]
    public async Task States_are_restored_before_the_first_bars_and_not_later()
    {
        var live = new LiveFeatures(new SettlingFeed(1));
        Assert.Null(live.Checkpoint());
        await live.AdvanceAsync(Full, Minute(50), Symbols, Cancel);
        Assert.Throws<InvalidOperationException>(() => live.Restore(live.Checkpoint()!));
    }

    private static FeatureCheckpointException Refusal(byte[] bytes, Session session) =>
        Assert.Throws<FeatureCheckpointException>(() => FeatureCheckpoint.FromBytes(bytes, session));

    private static Instant Minute(int minute) => Full.Open + Duration.FromMinutes(minute);

    /// <summary>A bar appears up to four minutes late, in another version for up to three minutes, and is then as it stays.</summary>
    private sealed class SettlingFeed(int seed) : IMarketData
    {
        public List<Instant> Asked { get; } = [];

        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel)
        {
            Asked.Add(from);
            return Task.FromResult<IReadOnlyList<BarSeries>>([.. symbols.Select(symbol => new BarSeries(
                symbol, [.. Enumerable.Range(Full.MinuteOf(from), Full.MinuteOf(to) - Full.MinuteOf(from))
                    .Select(minute => BarAt(symbol, minute, Full.MinuteOf(to))).OfType<Bar>()]))]);
        }

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) => throw new NotSupportedException();

        private Bar? BarAt(string symbol, int minute, int now)
        {
            var random = new Random((seed * 1_000) + (minute * 3) + symbol[0]);
            var (isGap, late, revised) = (random.Next(10) == 0, random.Next(8) == 0, random.Next(8) == 0);
            var (appears, settles) = (minute + 1 + (late ? random.Next(1, 5) : 0), minute + 1 + (revised ? random.Next(1, 4) : 0));
            if (isGap || now < appears) return null;
            var (low, close) = (90m + random.Next(20), random.Next(10));
            return new Bar(
                Full.Open + Duration.FromMinutes(minute), low + 1, low + 10, low, now < settles ? low : low + close,
                random.Next(900));
        }
    }
}
