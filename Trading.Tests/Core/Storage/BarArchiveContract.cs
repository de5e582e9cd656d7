using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Collecting;
using Trading.Core.Market;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Core.Storage;

/// <summary>What every bar archive must do; a store's tests derive from this.</summary>
public abstract class BarArchiveContract
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IBarArchive Archive { get; }

    /// <summary>How many samples a property takes; fewer for a store that is asked over a network.</summary>
    protected virtual int Samples => 60;

    /// <summary>The same archive as another process finds it.</summary>
    protected abstract IBarArchive Reopen();

    [Fact]
    public async Task A_new_archive_is_empty()
    {
        Assert.Empty(await Archive.GetSessionsAsync(Cancel));
        Assert.Empty(await Archive.ReadAsync(Monday, Cancel));
    }

    [Fact]
    public Task What_is_read_is_exactly_what_was_written() =>
        Session(Monday).SampleAsync(async bars =>
        {
            await Archive.WriteAsync(Monday, bars, Cancel);
            var stored = await Reopen().ReadAsync(Monday, Cancel);
            return Text(stored) == Text(
                bars.Where(series => series.Count > 0).OrderBy(series => series.Symbol, StringComparer.Ordinal));
        }, iter: Samples, threads: 1);

    [Fact]
    public async Task Sessions_come_in_order_and_a_session_without_bars_is_one()
    {
        await Archive.WriteAllAsync([new(Wednesday, [SomeBars(Wednesday, "SPY", 3)]), new(Monday, [])], Cancel);
        await Archive.WriteAsync(Tuesday, [SomeBars(Tuesday, "SPY", 3)], Cancel);
        Assert.Equal([Monday, Tuesday, Wednesday], await Reopen().GetSessionsAsync(Cancel));
        Assert.Empty(await Reopen().ReadAsync(Monday, Cancel));
    }

    [Fact]
    public async Task A_stream_gives_the_wanted_series_of_a_session_by_symbol()
    {
        await Archive.WriteAsync(
            Monday, [SomeBars(Monday, "SPY", 3), SomeBars(Monday, "AAA", 2), SomeBars(Monday, "QQQ", 4)], Cancel);
        Assert.Equal([("AAA", 2), ("QQQ", 4), ("SPY", 3)], await StreamedAsync(Monday, null));
        Assert.Equal([("AAA", 2), ("SPY", 3)], await StreamedAsync(Monday, ["SPY", "AAA", "ZZZ"]));
        Assert.Empty(await StreamedAsync(Monday, []));
        Assert.Empty(await StreamedAsync(Tuesday, null));
    }

    [Fact]
    public Task A_list_says_what_is_stored_with_the_hashes_of_the_bars() =>
        Session(Monday).SampleAsync(async bars =>
        {
            await Archive.WriteAsync(Monday, bars, Cancel);
            var archive = Reopen();
            return (await archive.ListAsync(Monday, Cancel)).SequenceEqual(
                (await archive.ReadAsync(Monday, Cancel)).Select(StoredSeries.Of))
                && (await archive.ListAsync(Tuesday, Cancel)).Count == 0;
        }, iter: Samples, threads: 1);

    [Fact]
    public Task A_stream_gives_the_bars_that_reading_gives() =>
        Session(Monday).SampleAsync(async bars =>
        {
            await Archive.WriteAsync(Monday, bars, Cancel);
            var archive = Reopen();
            var streamed = new List<BarSeries>();
            await foreach (var series in archive.StreamAsync(Monday, null, Cancel)) streamed.Add(series);
            return Text(streamed) == Text(await archive.ReadAsync(Monday, Cancel));
        }, iter: Samples, threads: 1);

    [Fact]
    public async Task Writing_a_session_replaces_all_of_it()
    {
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 3), SomeBars(Monday, "QQQ", 3)], Cancel);
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 2, 50m)], Cancel);
        var series = Assert.Single(await Reopen().ReadAsync(Monday, Cancel));
        Assert.Equal((2, 50m), (series.Count, series.Bars[0].Open));
    }

    [Fact]
    public async Task Bars_that_could_not_be_read_back_are_refused_and_named()
    {
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 1)], Cancel);
        var upsideDown = new BarSeries("SPY", [new(Minute(Monday, 0), 10m, 9m, 10m, 10m, 1)]);
        var tooFine = new BarSeries("SPY", [new(Minute(Monday, 0), 1.0000001m, 1.0000001m, 1.0000001m, 1.0000001m, 1)]);
        foreach (var bars in new BarSeries[][] { [upsideDown], [tooFine],
            [SomeBars(Monday, "SPY", 1), SomeBars(Monday, "SPY", 2)] })
        {
            var error = await Assert.ThrowsAsync<ArgumentException>(() => Archive.WriteAsync(Monday, bars, Cancel));
            Assert.Contains("SPY", error.Message, StringComparison.Ordinal);
        }
        Assert.Equal(1, Assert.Single(await Reopen().ReadAsync(Monday, Cancel)).Count);
    }

    [Fact]
    public async Task A_batch_with_one_impossible_session_writes_none()
    {
        var bad = new BarSeries("SPY", [new(Minute(Tuesday, 0), 10m, 9m, 10m, 10m, 1)]);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Archive.WriteAllAsync([new(Monday, [SomeBars(Monday, "SPY", 1)]), new(Tuesday, [bad])], Cancel));
        Assert.Empty(await Reopen().GetSessionsAsync(Cancel));
    }

    [Fact]
    public async Task Writers_that_merge_at_the_same_time_lose_nothing_of_each_other()
    {
        string[] symbols = ["AAA", "BBB", "CCC", "DDD"];
        await Task.WhenAll(symbols.Select(symbol => Task.Run(
            () => Reopen().MergeAllAsync(
                [new(Monday, [SomeBars(Monday, symbol, 3)]), new(Tuesday, [SomeBars(Tuesday, symbol, 2)])], Cancel))));
        Assert.Equal(symbols, (await Archive.ReadAsync(Monday, Cancel)).Select(series => series.Symbol));
        Assert.Equal(symbols, (await Archive.ReadAsync(Tuesday, Cancel)).Select(series => series.Symbol));
    }

    [Fact]
    public async Task Merging_a_symbol_again_replaces_its_series_alone()
    {
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "AAA", 3), SomeBars(Monday, "BBB", 3)], Cancel);
        await Archive.MergeAllAsync([new(Monday, [SomeBars(Monday, "BBB", 5)])], Cancel);
        Assert.Equal(
            [("AAA", 3), ("BBB", 5)], (await Archive.ReadAsync(Monday, Cancel)).Select(series => (series.Symbol, series.Count)));
    }

    [Fact]
    public async Task Writers_that_join_the_same_symbol_at_the_same_time_keep_each_other_s_minutes()
    {
        var bars = SomeBars(Monday, "SPY", 12).Bars.ToArray();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => Reopen().MergeAllAsync(
            [
                new(Monday, [new("SPY", bars[(writer * 3)..((writer * 3) + 3)])])
                {
                    Join = (stored, arriving) => MinuteMerge.Of(stored, arriving, replaces: false).Merged,
                },
            ], Cancel))));
        Assert.Equal(bars, Assert.Single(await Archive.ReadAsync(Monday, Cancel)).Bars.ToArray());
    }

    [Fact]
    public async Task A_reader_beside_writers_sees_whole_sessions_only()
    {
        await Archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 100, 100m)], Cancel);
        var writing = Task.WhenAll(Enumerable.Range(1, 2).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
                await Reopen().WriteAllAsync([new(Monday, [SomeBars(Monday, "SPY", 100 * writer, 100m * writer)])], Cancel);
        })));
        do
        {
            var series = Assert.Single(await Archive.ReadAsync(Monday, Cancel));
            Assert.Equal(series.Bars[0].Open, series.Count);
        }
        while (!writing.IsCompleted);
        await writing;
    }

    private async Task<List<(string, int)>> StreamedAsync(LocalDate session, HashSet<string>? symbols)
    {
        var found = new List<(string, int)>();
        await foreach (var series in Reopen().StreamAsync(session, symbols, Cancel)) found.Add((series.Symbol, series.Count));
        return found;
    }

    private static string Text(IEnumerable<BarSeries> bars) => string.Join('\n', bars.SelectMany(series => series.Bars.ToArray()
        .Select(bar =>
            $"{series.Symbol} {bar.Start} {bar.Open:0.######} {bar.High:0.######} {bar.Low:0.######} {bar.Close:0.######} "
                + $"{bar.Volume}")));
}

public sealed class InMemoryBarArchiveTests : BarArchiveContract
{
    private readonly InMemoryBarArchive archive = new();

    protected override IBarArchive Archive => archive;

    protected override IBarArchive Reopen() => archive;
}
