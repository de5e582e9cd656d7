using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Trading.Core.Storage;

namespace Trading.Benchmarks;

/// <summary>The first night of the app in Azure: it downloads 30 days of ten symbols, trains, judges and stores. Prints the peak
/// memory of the process.</summary>
[Config(typeof(EachRun))]
public class NightBenchmarks
{
    private App app = null!;

    [IterationSetup]
    public void NewStorage() => app = App.OnTheEveningBeforeAsync(new LocalDate(2025, 11, 12)).GetAwaiter().GetResult();

    [IterationCleanup]
    public void Stop() => app.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void TellMemory()
    {
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"// Peak working set of the process: {process.PeakWorkingSet64 / 1024 / 1024} MiB");
    }

    [Benchmark]
    public Task<JobRunRowSummary> Retrain() => app.RunAsync(JobKind.NightlyRetrain);

    private sealed class EachRun : ManualConfig
    {
        public EachRun() =>
            AddJob(Job.Default.WithStrategy(RunStrategy.Monitoring).WithWarmupCount(0).WithIterationCount(3).WithToolchain(
                InProcessEmitToolchain.Instance));
    }
}
