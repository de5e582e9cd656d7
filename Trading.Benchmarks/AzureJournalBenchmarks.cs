using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Trading.Adapters.AzureStorage;
using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Benchmarks;

/// <summary>A session of ten thousand predictions in Table Storage.</summary>
[Config(typeof(EachRun))]
public class AzureJournalBenchmarks
{
    private static readonly LocalDate Day = new(2025, 11, 12);
    private static readonly PredictionRow[] Rows =
    [
        .. Enumerable.Range(0, 10_000).Select(i => new PredictionRow(
            Day, $"S{i % 26:00}", ExchangeTime.At(Day, new LocalTime(9, 30)) + Duration.FromMinutes(i / 26), "m1", 0.5f, 42,
                ReasonCode.BelowMinConfidence)),
    ];

    private AzureTableJournal journal = null!;

    [IterationSetup(Target = nameof(WriteSession))]
    public void NewTables() => journal = new AzureTableJournal(new(App.Storage($"b{Guid.NewGuid():N}"[..12])));

    [IterationSetup(Target = nameof(ReadSymbol))]
    public void FullTables()
    {
        if (journal is not null) return;
        NewTables();
        WriteSession().GetAwaiter().GetResult();
    }

    /// <summary>All of them, with the table made first.</summary>
    [Benchmark]
    public Task WriteSession() => journal.SavePredictionsAsync(Day, Rows, CancellationToken.None);

    /// <summary>The 385 of one symbol.</summary>
    [Benchmark]
    public Task<IReadOnlyList<PredictionRow>> ReadSymbol() => journal.GetPredictionsAsync(Day, "S07", CancellationToken.None);

    private sealed class EachRun : ManualConfig
    {
        public EachRun() =>
            AddJob(Job.Default.WithStrategy(RunStrategy.Monitoring).WithWarmupCount(1).WithIterationCount(5).WithToolchain(
                InProcessEmitToolchain.Instance));
    }
}
