using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Benchmarks;

/// <summary>A minute of the app in Azure, warm, and the first minute after a start. Every run is one measurement.</summary>
[Config(typeof(EachRun))]
public class AppBenchmarks
{
    private static readonly LocalDate Day = new(2025, 11, 12);
    private App app = null!;
    private Instant minute;

    [GlobalSetup]
    public async Task Setup()
    {
        app = await App.OnTheEveningBeforeAsync(Day);
        await app.RunAsync(JobKind.NightlyRetrain);
        minute = ExchangeTime.At(Day, new LocalTime(10, 30));
    }

    [GlobalCleanup]
    public async Task Cleanup() => await app.DisposeAsync();

    [IterationSetup(Target = nameof(WarmScan))]
    public void NextMinute() => app.Exchange.MoveTo(minute += Duration.FromMinutes(1));

    [IterationSetup(Target = nameof(FirstScan))]
    public void NextMinuteOfANewStart()
    {
        NextMinute();
        app.Restart();
    }

    /// <summary>Ten symbols: reconcile, bars, features, model, predictions.</summary>
    [Benchmark]
    public Task<JobRunRowSummary> WarmScan() => app.RunAsync(JobKind.MinuteScan);

    /// <summary>The same after a start, when the app first fetches clock, calendar, symbols and model.</summary>
    [Benchmark]
    public Task<JobRunRowSummary> FirstScan() => app.RunAsync(JobKind.MinuteScan);

    private sealed class EachRun : ManualConfig
    {
        public EachRun()
        {
            AddJob(Job.Default.WithStrategy(RunStrategy.Monitoring).WithWarmupCount(10).WithIterationCount(200).WithToolchain(
                InProcessEmitToolchain.Instance));
            AddColumn(StatisticColumn.Median, StatisticColumn.P95, StatisticColumn.Max);
        }
    }
}
