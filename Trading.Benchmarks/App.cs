using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.Hosting;
using Trading.Adapters.Settings;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Markets;

namespace Trading.Benchmarks;

/// <summary>
/// The app as it runs in Azure, on this machine: ten symbols at the simulated exchange over HTTP, and a storage account that
/// <c>TRADING_BENCHMARK_STORAGE</c> names, by default a running Azurite's.
/// </summary>
internal sealed class App : IAsyncDisposable
{
    private static readonly NyseCalendar Calendar = new();
    private readonly JobTelemetry telemetry = new();
    private readonly Uri address;
    private readonly string prefix;
    private readonly SimulatorServer? exchange;

    private App(Uri address, string prefix, SimulatorServer? exchange)
    {
        (this.address, this.prefix, this.exchange) = (address, prefix, exchange);
        (Host, Jobs) = Start();
    }

    /// <summary>The exchange, whose clock stands still until a benchmark moves it.</summary>
    public SimulatorServer Exchange => exchange ?? throw new InvalidOperationException("The exchange is another process.");

    /// <summary>Runs the jobs, as the timers of the app do.</summary>
    public JobTicker Jobs { get; private set; }

    private TradingHost Host { get; set; }

    /// <summary>The app on the evening before a day, with nothing in its storage.</summary>
    public static Task<App> OnTheEveningBeforeAsync(LocalDate day) =>
        OnTheEveningBeforeAsync(day, $"b{Guid.NewGuid():N}"[..12]);

    /// <summary>The app with an exchange of another process.</summary>
    public static App At(Uri exchange, string prefix) => new(exchange, prefix, null);

    /// <summary>The same in a part of the storage account.</summary>
    public static async Task<App> OnTheEveningBeforeAsync(LocalDate day, string prefix)
    {
        var tape = new SyntheticMarket(
            new SyntheticMarketOptions
            {
                Kind = SyntheticMarketKind.Noise,
                First = day.PlusDays(-45),
                Last = day.PlusDays(10),
                Rules = new TradePlan(0.02m, 0.04m, 2m, Duration.FromMinutes(5)),
                Symbols = [.. Enumerable.Range(0, 10).Select(i => $"FAKE{(char)('A' + i)}")],
            },
            Calendar);
        var server = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Tape = tape,
                Calendar = Calendar,
                Start = ExchangeTime.At(Calendar.SessionBefore(day).Date, new LocalTime(20, 0)),
                Pace = new ClockPace.Stepped(),
            },
            CancellationToken.None);
        return new App(server.Url, prefix, server);
    }

    /// <summary>A part of the storage account, by what its names begin with.</summary>
    public static AzureStorageOptions Storage(string prefix) => new()
    {
        ConnectionString = Environment.GetEnvironmentVariable("TRADING_BENCHMARK_STORAGE") ?? "UseDevelopmentStorage=true",
        Prefix = prefix,
    };

    /// <summary>Stops the app and starts it again, as after a deployment.</summary>
    public void Restart()
    {
        Stop();
        (Host, Jobs) = Start();
    }

    /// <summary>Runs a job, which must be due and succeed.</summary>
    public async Task<JobRunRowSummary> RunAsync(JobKind job)
    {
        var run = await Jobs.TickAsync(job, CancellationToken.None) ?? throw new InvalidOperationException($"{job} was not due.");
        return new JobRunRowSummary(
            $"{run.Key}", string.Join(", ", run.Result!.Counts.Select(c => $"{c.Key} {c.Value}")), run.Note);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Stop();
        telemetry.Dispose();
        if (exchange is not null) await exchange.DisposeAsync();
    }

    private (TradingHost, JobTicker) Start()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Trading:Alpaca:Environment"] = "Simulator",
                ["Trading:Alpaca:SimulatorUrl"] = address.ToString(),
            }).Build();
        var host = new TradingHost(
            TradingSettingsReader.Read(configuration),
            new AzureStorageOptionsResult(Storage(prefix), []),
            ExchangeProviders.Default.Read(configuration, "iex"),
            NullLoggerFactory.Instance, TimeProvider.System, telemetry);
        return (host, new JobTicker(host, telemetry, NullLogger<JobTicker>.Instance));
    }

    private void Stop()
    {
        Host.Dispose();
    }
}

/// <summary>The summary of a run.</summary>
/// <param name="Run">Key of the run.</param>
/// <param name="Counts">The counts of its result.</param>
/// <param name="Note">Its note.</param>
public sealed record JobRunRowSummary(string Run, string Counts, string Note);
