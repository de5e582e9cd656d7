using Trading.Core.Collecting;
using Trading.Core.Market;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Core.Collecting;

public sealed class GatheredBarsTests
{
    private readonly InMemoryBarArchive archive = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bars_wait_until_they_are_many_and_a_killed_collector_has_lost_no_more_than_waited()
    {
        var gathered = new GatheredBars(archive, most: 100);
        await gathered.AddAsync([new(Monday, [SomeBars(Monday, "AAA", 60)])], Cancel);
        Assert.Empty(await archive.GetSessionsAsync(Cancel));
        await gathered.AddAsync(
            [new(Monday, [SomeBars(Monday, "BBB", 30)]), new(Tuesday, [SomeBars(Tuesday, "BBB", 30)])], Cancel);
        Assert.Equal(["AAA", "BBB"], await SymbolsAsync(Monday));
        Assert.Equal(["BBB"], await SymbolsAsync(Tuesday));

        await gathered.AddAsync([new(Monday, [SomeBars(Monday, "CCC", 99)])], Cancel);
        Assert.Equal(["AAA", "BBB"], await SymbolsAsync(Monday));
        await gathered.StoreAsync(Cancel);
        Assert.Equal(["AAA", "BBB", "CCC"], await SymbolsAsync(Monday));
    }

    [Theory]
    [InlineData(249, 1)]
    [InlineData(250, 3)]
    public void Many_symbols_are_asked_for_session_by_session_and_only_the_first_follows_stored_bars(int symbols, int parts)
    {
        var sessions = Enumerable.Range(0, 3).Select(i => new Session(
            Monday.PlusDays(i), Minute(Monday.PlusDays(i), 0), Minute(Monday.PlusDays(i), 390))).ToList();
        var run = new MissingRun([.. Enumerable.Range(0, symbols).Select(i => $"S{i}")], sessions, sessions[0]);
        var asked = run.Parts().ToList();
        Assert.Equal(parts, asked.Count);
        Assert.Equal(sessions, asked.SelectMany(part => part.Sessions));
        Assert.All(asked, part => Assert.Equal(symbols, part.Symbols.Count));
        Assert.Equal(run.Before, asked[0].Before);
        Assert.All(asked.Skip(1), part => Assert.Null(part.Before));
    }

    private async Task<IEnumerable<string>> SymbolsAsync(LocalDate session) =>
        (await archive.ReadAsync(session, Cancel)).Select(series => series.Symbol);
}
