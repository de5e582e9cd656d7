using Trading.Core.Universe;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Core.Storage;

/// <content>What every journal must do with the choices of symbols.</content>
public abstract partial class JournalContract
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(2_000)]
    public async Task A_sessions_universe_is_added_once_and_comes_back_with_its_reasons(int names)
    {
        Assert.Null(await Journal.GetUniverseAsync(Monday, Cancel));
        var choice = Universe(names);

        Assert.True(await Journal.TryAddUniverseAsync(choice, Cancel));
        Assert.False(await Reopen().TryAddUniverseAsync(choice with { Pool = 7, Members = [] }, Cancel));

        var stored = (await Reopen().GetUniverseAsync(Monday, Cancel))!;
        Assert.Equal(choice.Members, stored.Members);
        Assert.Equal(choice.LeftOut.OrderBy(one => one.Key), stored.LeftOut.OrderBy(one => one.Key));
        Assert.Equal(
            choice with { Members = [], LeftOut = NothingLeftOut }, stored with { Members = [], LeftOut = NothingLeftOut });
        Assert.Null(await Journal.GetUniverseAsync(Tuesday, Cancel));
        Assert.Contains(Monday, await Reopen().GetSessionsAsync(Cancel));
    }

    [Fact]
    public async Task Of_several_programs_that_choose_at_once_all_scan_what_one_chose()
    {
        var journals = Enumerable.Range(0, 4).Select(_ => Reopen()).ToList();
        var won = await Task.WhenAll(journals.Select((journal, i) => Task.Run(() =>
            journal.TryAddUniverseAsync(Universe(1) with { Pool = i }, Cancel))));
        Assert.Single(won, true);
        Assert.Equal(Array.IndexOf(won, true), (await Journal.GetUniverseAsync(Monday, Cancel))!.Pool);
    }

    private static readonly Dictionary<UniverseExclusion, int> NothingLeftOut = [];

    private static UniverseChoice Universe(int names) => new(
        Monday, Minute(Monday, 35), "InPlay:2000 price 5", 9_000,
        [
            .. Enumerable.Range(1, names).Select(rank => new UniverseMember(
                $"S{rank:0000}", rank, 12.34 + rank, 1e6 / rank, rank % 2 == 0 ? null : 0.051, 1.75, 3.25)),
        ],
        new Dictionary<UniverseExclusion, int> { [UniverseExclusion.Gap] = 7, [UniverseExclusion.Rank] = 2 });
}
