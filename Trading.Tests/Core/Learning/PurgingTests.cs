using Trading.Cli.Output;
using Trading.Core.Learning;

namespace Trading.Tests.Core.Learning;

/// <summary>Ten one-minute labels starting 00:00 to 00:09, each spanning two minutes; the kept ones were worked out by
/// hand.</summary>
public sealed class PurgingTests
{
    [Theory]
    [InlineData(1, 2, "3 4 5 6 7 8 9")]
    [InlineData(8, 11, "0 1 2 3 4 5")]
    public void Labels_that_overlap_the_test_block_are_not_trained_on(int testStart, int testEnd, string kept) =>
        Assert.Equal(kept, Kept(testStart, testEnd, Duration.Zero));

    [Fact]
    public void Labels_that_begin_within_the_embargo_are_not_trained_on() =>
        Assert.Equal("6 7 8 9", Kept(1, 2, Duration.FromMinutes(3)));

    private static string Kept(int testStart, int testEnd, Duration embargo) => string.Join(' ', Enumerable.Range(0, 10)
        .Where(m => Purging.Keeps(At(m), At(m + 2), At(testStart), At(testEnd), embargo)));

    private static Instant At(int minute) => Instant.FromUtc(2025, 1, 1, 0, 0) + Duration.FromMinutes(minute);
}
