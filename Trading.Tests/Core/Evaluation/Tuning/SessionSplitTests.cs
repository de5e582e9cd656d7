using Trading.Core.Evaluation;
using Trading.Core.Evaluation.Tuning;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Tests.Core.Evaluation.Tuning;

public class SessionSplitTests
{
    private static readonly NyseCalendar Calendar = new();
    private static readonly IReadOnlyList<LocalDate> Sessions =
        [.. Calendar.SessionsBetween(new LocalDate(2025, 9, 2), new LocalDate(2025, 12, 1)).Select(session => session.Date)];

    [Theory]
    [InlineData(25, 20)]
    [InlineData(26, 20)]
    [InlineData(30, 24)]
    [InlineData(61, 48)]
    public void At_least_the_last_fifth_is_held_out(int sessions, int searched)
    {
        var split = SessionSplit.Of(Sessions.Take(sessions), Calendar);
        Assert.Equal(Sessions.Take(searched), split.Search);
        Assert.Equal(Sessions.Take(sessions).Skip(searched), split.HoldOut);
    }

    [Fact]
    public void Too_few_sessions_cannot_be_divided() =>
        Assert.Throws<UnevaluableException>(() => SessionSplit.Of(Sessions.Take(24), Calendar));

    [Fact]
    public async Task The_archive_of_a_search_hides_the_hold_out_and_refuses_to_read_it()
    {
        var split = SessionSplit.Of(Sessions.Take(30), Calendar);
        var archive = new SearchArchive(new InMemoryBarArchive(), split);
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal(split.Search, await archive.GetSessionsAsync(cancel));
        Assert.Empty(await archive.ReadAsync(split.Search[^1], cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => archive.ReadAsync(split.HoldOut[0], cancel));
    }
}
