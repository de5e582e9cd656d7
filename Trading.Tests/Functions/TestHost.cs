using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Adapters.Alpaca;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.Hosting;
using Trading.Adapters.Settings;
using Trading.Functions.Triggers;

namespace Trading.Tests.Functions;

/// <summary>The app without the worker around it: the trigger classes over a storage and a simulated exchange.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly List<(string Name, double Value, string Tags)> measured = [];

    public TestHost(
        AzureStorageOptions storage, string exchange, TimeProvider? time = null, params (string Name, string Value)[] more)
        : this(storage, exchange, AlpacaEnvironment.Simulator, time, more)
    {
    }

    /// <summary>The app as it is on an account, with the simulator behind it.</summary>
    public static TestHost OnPaper(
        AzureStorageOptions storage, string exchange, TimeProvider time, params (string Name, string Value)[] more) =>
        new(storage, exchange, AlpacaEnvironment.Paper, time, more);

    private TestHost(
        AzureStorageOptions storage, string exchange, AlpacaEnvironment environment, TimeProvider? time,
        (string Name, string Value)[] more)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new[] { ("Alpaca:Environment", "Simulator"), ("Alpaca:SimulatorUrl", exchange) }.Concat(more)
                .Select(v => KeyValuePair.Create($"Trading:{v.Item1}", (string?)v.Item2))).Build();
        var settings = TradingSettingsReader.Read(configuration);
        var alpaca = AlpacaOptionsReader.Read(configuration, "iex");
        if (alpaca.Options is { } options) alpaca = alpaca with { Options = options with { Environment = environment } };
        Host = new TradingHost(
            settings, new AzureStorageOptionsResult(storage, []), AlpacaProvider.Of(alpaca), NullLoggerFactory.Instance,
            time ?? TimeProvider.System, Telemetry);
        Jobs = new JobTicker(Host, Telemetry, NullLogger<JobTicker>.Instance);
        Status = new HostStatus(Host);
        var own = Telemetry;
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (own.Owns(instrument)) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((i, v, tags, _) => measured.Add((i.Name, v, Spelt(tags))));
        listener.SetMeasurementEventCallback<int>((i, v, tags, _) => measured.Add((i.Name, v, Spelt(tags))));
        listener.SetMeasurementEventCallback<double>((i, v, tags, _) => measured.Add((i.Name, v, Spelt(tags))));
        listener.Start();
    }

    public TradingHost Host { get; }

    public JobTelemetry Telemetry { get; } = new();

    public JobTicker Jobs { get; }

    public HostStatus Status { get; }

    /// <summary>What was measured so far: instrument, value and tags.</summary>
    public IReadOnlyList<(string Name, double Value, string Tags)> Measured => measured;

    public Task ScanAsync() => new MinuteScanTrigger(Jobs).RunAsync(new(), TestContext.Current.CancellationToken);

    public Task RebalanceAsync() => new RebalanceTrigger(Jobs).RunAsync(new(), TestContext.Current.CancellationToken);

    public Task CloseAsync() => new EndOfDayCloseTrigger(Jobs).RunAsync(new(), TestContext.Current.CancellationToken);

    public Task RetrainAsync() => new NightlyRetrainTrigger(Jobs).RunAsync(new(), TestContext.Current.CancellationToken);

    public Task<ContentResult> StatusAsync(string query = "") => AnswerAsync(new StatusTrigger(Status).RunAsync, query);

    public Task<ContentResult> DashboardAsync(string query = "") => AnswerAsync(new DashboardTrigger(Status).RunAsync, query);

    /// <summary>The page behind a sign-in.</summary>
    public Task<ContentResult> SignedInAsync(string? setting, string? person, bool isInFront = true) => AnswerAsync(
        (request, cancel) =>
        {
            if (person is not null) request.Headers[SignedInTrigger.PersonHeader] = person;
            return new SignedInTrigger(Status, new ConfigurationBuilder().AddInMemoryCollection(
                [
                    KeyValuePair.Create(SignedInTrigger.Setting, setting),
                    KeyValuePair.Create(SignedInTrigger.PlatformSetting, (string?)(isInFront ? "True" : null)),
                ]).Build()).RunAsync(request, cancel);
        });

    public Task<ContentResult> HaltAsync(string query, byte[]? body = null) =>
        AnswerAsync(new HaltTrigger(new HaltSwitch(Host)).RunAsync, query, body);

    public Task<ContentResult> ResumeAsync(string query = "", byte[]? body = null) =>
        AnswerAsync(new ResumeTrigger(new HaltSwitch(Host)).RunAsync, query, body);

    public void Dispose()
    {
        listener.Dispose();
        Jobs.Dispose();
        Status.Dispose();
        Telemetry.Dispose();
        Host.Dispose();
    }

    private static async Task<ContentResult> AnswerAsync(
        Func<HttpRequest, CancellationToken, Task<IActionResult>> ask, string query = "", byte[]? body = null)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        request.Body = new MemoryStream(body ?? []);
        var answer = Assert.IsType<ContentResult>(await ask(request, TestContext.Current.CancellationToken));
        Assert.Equal("no-store", request.HttpContext.Response.Headers.CacheControl);
        return answer;
    }

    private static string Spelt(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(",", tags.ToArray().Select(t => $"{t.Key}={t.Value}"));
}
