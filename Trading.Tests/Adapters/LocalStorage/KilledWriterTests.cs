using System.Diagnostics;
using System.Globalization;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.LocalStorage;

/// <summary>Kills a process in the middle of its writing and looks at what it left.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private const int EnoughRounds = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TempFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_told_as_written_survives_a_kill_and_nothing_is_half_written()
    {
        var told = folder["told"];
        await File.WriteAllTextAsync(told, "", Cancel);
        using var writer = StartWriter();
        try
        {
            for (var waited = Stopwatch.StartNew(); (
                await File.ReadAllLinesAsync(told, Cancel)).Length < EnoughRounds; await Task.Delay(10, Cancel))
            {
                Assert.False(writer.HasExited, "The writer ended by itself.");
                Assert.True(waited.Elapsed < Patience, "The writer wrote nothing.");
            }
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync(CancellationToken.None);
        }
        // The last line may be cut off: then its round was not told whole.
        var text = await File.ReadAllTextAsync(told, Cancel);
        var rounds = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var last = int.Parse(rounds[^1], CultureInfo.InvariantCulture);

        using var journal = new SqliteJournal(folder["journal.db"]);
        Assert.InRange((await journal.GetIntentsAsync(Monday, Cancel)).Count, last, last + 1);
        var scans = (await journal.GetPredictionsAsync(Monday, null, Cancel)).GroupBy(row => row.ModelId).ToArray();
        Assert.InRange(scans.Length, last, last + 1);
        Assert.All(scans, scan => Assert.Equal(10, scan.Count()));

        var registry = new FolderModelRegistry(folder["models"]);
        foreach (var card in await registry.GetCardsAsync(Cancel)) await registry.LoadAsync(card.Id, Cancel);
        Assert.InRange((await registry.GetCardsAsync(Cancel)).Count, last, last + 1);
        Assert.InRange(
            int.Parse((await registry.GetCurrentAsync(Cancel)).Current.Reason, CultureInfo.InvariantCulture), last, last + 1);

        var archive = new ParquetBarArchive(folder["bars"]);
        var counts = new List<int>();
        foreach (var session in await archive.GetSessionsAsync(Cancel)) counts.Add(
            Assert.Single(await archive.ReadAsync(session, Cancel)).Count);
        Assert.Equal(3, counts.Count);
        Assert.Single(counts.Distinct());
        Assert.InRange(counts[0], last, last + 1);
    }

    private Process StartWriter()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(KilledWriterTests).Assembly.Location, "-explicit", "only",
                "-method", $"{typeof(KilledWriter).FullName}.{nameof(KilledWriter.Writes_until_it_is_killed)}",
            },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[KilledWriter.FolderVariable] = folder.Path;
        return Process.Start(start)!;
    }
}

/// <summary>The process that is killed; a class of its own, so that it leaves no folder of its own behind.</summary>
public sealed class KilledWriter
{
    public const string FolderVariable = "TRADING_TEST_KILLED_WRITER";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// Not a test: what the killed process runs. It writes until it is killed, and tells of each round once it is written.
    /// </summary>
    [Fact(Explicit = true)]
    public async Task Writes_until_it_is_killed()
    {
        var target = Environment.GetEnvironmentVariable(FolderVariable) ?? "";
        Assert.SkipWhen(target.Length == 0, "Only the test beside this one runs it, in a process of its own.");
        using var journal = new SqliteJournal(Path.Combine(target, "journal.db"));
        var registry = new FolderModelRegistry(Path.Combine(target, "models"));
        var archive = new ParquetBarArchive(Path.Combine(target, "bars"));
        await using var told = new StreamWriter(Path.Combine(target, "told"), append: true) { AutoFlush = true };
        for (var round = 1; ; round++)
        {
            await journal.TryAddIntentAsync(AnIntent(Monday, $"S{round}", 1), Cancel);
            await journal.SavePredictionsAsync(
                Monday, [.. Enumerable.Range(0, 10).Select(
                    i => APrediction(Monday, $"S{round}.{i}", 1) with { ModelId = $"m{round}" })], Cancel);
            await registry.SaveAsync(AModel($"m{round}", round) with { Model = new byte[100_000] }, Cancel);
            await registry.TrySetCurrentAsync(
                new(null, $"m{round}", $"{round}", Minute(Monday, 0)), (await registry.GetCurrentAsync(Cancel)).ETag, Cancel);
            LocalDate[] sessions = [Monday, Tuesday, Wednesday];
            await archive.WriteAllAsync(
                [.. sessions.Select(session => new SessionBars(session, [SomeBars(session, "SPY", round)]))], Cancel);
            await told.WriteAsync($"{round}\n");
        }
    }
}
