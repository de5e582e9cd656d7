using System.Text.Json;
using CsCheck;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.LocalStorage;

/// <summary>One bit of the journal's file has changed.</summary>
public sealed class DamagedJournalTests : IDisposable
{
    private const int Samples = 150;
    private static readonly LocalDate Thursday = Wednesday.PlusDays(1);
    private readonly TempFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Whatever_bit_of_the_file_is_flipped_every_reading_is_the_same_or_tells_damage()
    {
        await FillAsync(folder["whole.db"]);
        var file = await File.ReadAllBytesAsync(folder["whole.db"], Cancel);
        var whole = await ReadAsync(folder["whole.db"]);
        Assert.DoesNotContain(whole, reading => reading is null);
        var told = 0;
        await Gen.Int[0, (file.Length * 8) - 1].SampleAsync(async bit =>
        {
            var path = folder[$"{bit}/journal.db"];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var flipped = (byte[])file.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            await File.WriteAllBytesAsync(path, flipped, Cancel);
            var read = await ReadAsync(path);
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
            if (read.Contains(null)) Interlocked.Increment(ref told);
            return read.Zip(whole).All(pair => pair.First is null || pair.First == pair.Second);
        }, iter: Samples, threads: 1);
        Assert.InRange(told, Samples / 5, Samples);
    }

    // What each question answers; null where the answer is that the journal is damaged.
    private static async Task<string?[]> ReadAsync(string path)
    {
        SqliteJournal journal;
        try
        {
            journal = new SqliteJournal(path);
        }
        catch (StorageException)
        {
            return [.. Enumerable.Repeat<string?>(null, 12)];
        }
        using (journal)
        {
            return
            [
                await Answer(() => journal.GetStateAsync(Cancel)),
                await Answer(() => journal.GetSessionsAsync(Cancel)),
                await Answer(() => journal.GetTradesAsync(Monday, Wednesday, Cancel)),
                await Answer(() => journal.GetTradesAsync(Tuesday, Tuesday, Cancel)),
                await Answer(() => journal.GetPerformanceAsync(Monday, Wednesday, Cancel)),
                await Answer(() => journal.GetPredictionsAsync(Monday, null, Cancel)),
                await Answer(() => journal.GetPredictionsAsync(Thursday, null, Cancel)),
                await Answer(() => journal.GetPredictionsAsync(Tuesday, "S003", Cancel)),
                await Answer(() => journal.GetIntentsAsync(Monday, Cancel)),
                await Answer(() => journal.GetIntentsAsync(Tuesday, Cancel)),
                await Answer(() => journal.GetJobsAsync(Monday, Cancel)),
                await Answer(() => journal.GetJobAsync(Tuesday, JobKind.Rebalance, Cancel)),
                await Answer(() => journal.GetJobAsync(Tuesday, JobKind.NightlyRetrain, Cancel)),
            ];
        }
    }

    private static async Task<string?> Answer<T>(Func<Task<T>> question)
    {
        try
        {
            return JsonSerializer.Serialize(await question(), Trading.Adapters.StorageFormats.StorageJson.Options);
        }
        catch (StorageException)
        {
            return null;
        }
    }

    private static async Task FillAsync(string path)
    {
        using var journal = new SqliteJournal(path);
        foreach (var session in (LocalDate[])[Monday, Tuesday, Wednesday])
        {
            foreach (var (status, i) in Enum.GetValues<IntentStatus>().Select((status, i) => (status, i)))
                await journal.TryAddIntentAsync(AnIntent(session, "SPY", i, status), Cancel);
            await journal.SaveTradeAsync(ATrade(session, "SPY"), Cancel);
            await journal.SaveTradeAsync(
                ATrade(session, "QQQ") with { ExitAt = Minute(session, 9), ExitPrice = 104.1m, ExitReason = ExitReason.EndOfDay },
                Cancel);
            for (var minute = 0; minute < 5; minute++)
            {
                await journal.TryAddPredictionsAsync(
                    session, Minute(session, minute),
                    [.. Enumerable.Range(0, 10).Select(i => APrediction(session, $"S{i:000}", minute))], Cancel);
                await journal.TryStartJobAsync(AJob(session, new JobKey(JobKind.MinuteScan, new LocalTime(9, 30 + minute))),
                    Cancel);
            }
            await journal.TryStartJobAsync(AJob(session, JobKind.Rebalance), Cancel);
            await journal.SavePerformanceAsync(AnEvening(session), Cancel);
        }
        await journal.AddSessionAsync(
            Thursday, [.. Enumerable.Range(0, 200).Select(i => APrediction(Thursday, $"S{i:000}", 1))], Cancel);
        await journal.HaltAsync(Minute(Wednesday, 1), flatten: false, "the news", Cancel);
    }
}
