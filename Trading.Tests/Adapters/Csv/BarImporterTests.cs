using System.Text;
using Trading.Adapters.Csv;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.Csv;

public sealed class BarImporterTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly InMemoryBarArchive archive = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_lands_in_the_sessions_it_has()
    {
        var result = await Importer().ImportAsync(Csv("SPY", SomeBars(Monday, "SPY", 3), SomeBars(Tuesday, "SPY", 2)), Cancel);
        Assert.Equal(new(folder["SPY.csv"], "SPY", 5, 2, null), result);
        Assert.Equal([Monday, Tuesday], await archive.GetSessionsAsync(Cancel));
        Assert.Equal(
            SomeBars(Tuesday, "SPY", 2).Bars.ToArray(), Assert.Single(await archive.ReadAsync(Tuesday, Cancel)).Bars.ToArray());
    }

    [Fact]
    public async Task Its_symbol_is_replaced_in_those_sessions_and_nothing_else_is_touched()
    {
        await archive.WriteAsync(Monday, [SomeBars(Monday, "QQQ", 7), SomeBars(Monday, "SPY", 7)], Cancel);
        await archive.WriteAsync(Tuesday, [SomeBars(Tuesday, "SPY", 7)], Cancel);
        await Importer().ImportAsync(Csv("SPY", SomeBars(Monday, "SPY", 2)), Cancel);
        Assert.Equal(
            [("QQQ", 7), ("SPY", 2)], (await archive.ReadAsync(Monday, Cancel)).Select(series => (series.Symbol, series.Count)));
        Assert.Equal(7, Assert.Single(await archive.ReadAsync(Tuesday, Cancel)).Count);
    }

    [Fact]
    public async Task A_wrong_file_leaves_nothing_and_does_not_stop_the_others()
    {
        var spy = Csv("SPY", SomeBars(Monday, "SPY", 2));
        var bad = Csv("QQQ", SomeBars(Monday, "QQQ", 2));
        await File.AppendAllTextAsync(bad, "rubbish\n", Cancel);
        var results = await Importer().ImportAsync([bad, folder["NONE.csv"], spy], Cancel);
        Assert.Equal([false, false, true], results.Select(result => result.Error is null));
        Assert.StartsWith($"{bad}:4: ", results[0].Error, StringComparison.Ordinal);
        Assert.Equal("SPY", Assert.Single(await archive.ReadAsync(Monday, Cancel)).Symbol);
    }

    [Fact]
    public async Task Of_two_files_of_one_symbol_the_second_is_refused()
    {
        var first = Csv("SPY", SomeBars(Monday, "SPY", 2));
        Directory.CreateDirectory(folder["more"]);
        File.Copy(first, folder["more/SPY.csv"]);
        var results = await Importer().ImportAsync([first, folder["more/SPY.csv"]], Cancel);
        Assert.Equal($"{folder["more/SPY.csv"]} has bars of SPY, which {first} has brought already; import one of them.",
            results[1].Error);
        Assert.Null(results[0].Error);
    }

    [Fact]
    public async Task Importing_again_changes_nothing()
    {
        var local = new ParquetBarArchive(folder["bars"]);
        var path = Csv("SPY", SomeBars(Monday, "SPY", 3));
        await new BarImporter(local, null).ImportAsync(path, Cancel);
        var before = await File.ReadAllBytesAsync(folder["bars/2025-11-03.parquet"], Cancel);
        await new BarImporter(local, null).ImportAsync(path, Cancel);
        Assert.Equal(before, await File.ReadAllBytesAsync(folder["bars/2025-11-03.parquet"], Cancel));
    }

    [Fact]
    public async Task Recorded_bars_of_89_sessions_are_imported_whole()
    {
        var recorded = SharedData("bars");
        string[] paths = [Path.Combine(recorded, "FAS.csv.gz"), Path.Combine(recorded, "SPY.csv.gz"), Path.Combine(
            recorded, "WEBL.csv.gz")];
        var local = new ParquetBarArchive(folder["bars"]);
        var results = await new BarImporter(local, null).ImportAsync(paths, Cancel);
        Assert.All(results, result => Assert.Null(result.Error));
        var sessions = await local.GetSessionsAsync(Cancel);
        Assert.Equal(89, sessions.Count);
        // 2025-11-28 closed at 13:00; the data's own notes say that a few later prints remain.
        Assert.Contains("SPY", (await local.ReadAsync(new(2025, 11, 28), Cancel)).Select(series => series.Symbol));
        var spy = (await local.ReadAsync(new(2025, 9, 15), Cancel)).Single(series => series.Symbol == "SPY").Bars[0];
        Assert.Equal(new(Instant.FromUtc(2025, 9, 15, 13, 30), 659.58m, 660.01m, 659.475m, 659.96m, 10377), spy);
        var rows = 0;
        foreach (var session in sessions) rows += (await local.ReadAsync(session, Cancel)).Sum(series => series.Count);
        Assert.Equal(results.Sum(result => result.Rows), rows);
    }

    private BarImporter Importer() => new(archive, null);

    private string Csv(string symbol, params BarSeries[] sessions)
    {
        var text = new StringBuilder(CsvBarReader.Header).Append('\n');
        foreach (var bar in sessions.SelectMany(series => series.Bars.ToArray()))
            text.Append($"{bar.Start},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume}\n");
        File.WriteAllText(folder[$"{symbol}.csv"], text.ToString());
        return folder[$"{symbol}.csv"];
    }

    private static string SharedData(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, "shared", "data", name);
            if (Directory.Exists(path)) return path;
        }
        Assert.Skip($"There is no folder shared/data/{name} beside the project.");
        return "";
    }
}
