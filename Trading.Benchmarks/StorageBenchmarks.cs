using BenchmarkDotNet.Attributes;
using Trading.Adapters.LocalStorage;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Benchmarks;

/// <summary>What a minute writes, and what a night reads.</summary>
[MemoryDiagnoser]
public class StorageBenchmarks : IDisposable
{
    private const int Symbols = 10;
    private const int Sessions = 21;
    private const int BarsPerSession = 390;
    private static readonly LocalDate First = new(2025, 9, 15);
    private string folder = "";
    private SqliteJournal journal = null!;
    private ParquetBarArchive archive = null!;
    private int scan;

    [GlobalSetup]
    public async Task Setup()
    {
        folder = Directory.CreateTempSubdirectory("trading-benchmark-").FullName;
        journal = new(Path.Combine(folder, "journal.db"));
        archive = new(Path.Combine(folder, "bars"));
        await archive.WriteAllAsync(
            [.. Enumerable.Range(0, Sessions).Select(First.PlusDays).Select(day => new SessionBars(day, Bars(day)))], default);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        journal.Dispose();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A minute's scan: ten predictions in one transaction, and a read of the open intents.</summary>
    [Benchmark]
    public async Task<int> WriteScan()
    {
        var session = First.PlusDays(scan / BarsPerSession);
        var minute = Minute(session, scan++ % BarsPerSession);
        var rows = new PredictionRow[Symbols];
        for (var i = 0; i < Symbols; i++) rows[i] = new(session, $"S{i}", minute, "m1", 0.5f, 42, ReasonCode.BelowMinConfidence);
        await journal.SavePredictionsAsync(session, rows, default);
        return (await journal.GetOpenIntentsAsync(default)).Count;
    }

    /// <summary>An intent, written through to the disk before its order is sent.</summary>
    [Benchmark]
    public Task<bool> AddIntent()
    {
        var id = new ClientOrderId($"{scan++}");
        return journal.TryAddIntentAsync(
            new(new(id, "SPY", OrderSide.Buy, 5, OrderType.Market), OrderPurpose.Entry, First, Minute(First, 1), null, 100m, 0.7,
                "m1", IntentStatus.Completed),
            default);
    }

    /// <summary>The bars of 21 sessions of ten symbols, as a training reads them.</summary>
    [Benchmark]
    public async Task<int> ReadSessions()
    {
        var count = 0;
        foreach (var session in await archive.GetSessionsAsync(default))
        {
            foreach (var series in await archive.ReadAsync(session, default)) count += series.Count;
        }
        return count;
    }

    private static BarSeries[] Bars(LocalDate session)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Symbols).Select(
            symbol => new BarSeries($"S{symbol}", [.. Enumerable.Range(0, BarsPerSession).Select(minute =>
        {
            var open = random.Next(100_000, 200_000) / 1000m;
            return new Bar(Minute(session, minute), open, open + 0.05m, open - 0.05m, open + 0.01m, random.Next(100_000));
        })]))];
    }

    private static Instant Minute(LocalDate session, int minute) =>
        ExchangeTime.At(session, new LocalTime(9, 30)) + Duration.FromMinutes(minute);
}
