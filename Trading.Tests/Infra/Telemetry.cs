using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Trading.Adapters.AzureStorage.Sweeps;
using Trading.Adapters.Hosting;
using Trading.Core.Events;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Status;
using Trading.Core.Storage;
using Trading.Tests.Reporting;

namespace Trading.Tests.Infra;

/// <summary>What the app tells Application Insights, heard from its own instruments; alerts and workbook may ask for nothing
/// else.</summary>
internal static partial class Telemetry
{
    static Telemetry() => (Instruments, Metrics, Dimensions) = Listen();

    /// <summary>The instruments that there are.</summary>
    public static IReadOnlyList<string> Instruments { get; }

    /// <summary>The metrics that runs of all jobs send.</summary>
    public static IReadOnlyList<string> Metrics { get; }

    /// <summary>The names under which those metrics and the runs' spans say more.</summary>
    public static IReadOnlyList<string> Dimensions { get; }

    /// <summary>What is sent and, on purpose, neither shown nor watched: it is there for who looks at one run.</summary>
    public static IReadOnlyList<string> Unwatched { get; } = ["trading.session", "trading.attempt"];

    /// <summary>A sale that the broker refused.</summary>
    public static OrderIntent RefusedSale { get; } = new(
        new OrderRequest(
            ClientOrderId.Exit(new(2025, 11, 28), "SPY", 1), "SPY", OrderSide.Sell, 5, OrderType.Market),
        OrderPurpose.EndOfDay, new(2025, 11, 28), Instant.FromUtc(2025, 11, 28, 17, 56), null, 100m, null, null,
        IntentStatus.Rejected);

    public static IEnumerable<string> MetricsIn(string query) =>
        MetricText().Matches(query).Select(match => match.Groups["name"].Value);

    public static IEnumerable<string> DimensionsIn(string query) =>
        DimensionText().Matches(query).Select(match => match.Groups["name"].Value);

    private static (IReadOnlyList<string> Instruments, IReadOnlyList<string> Metrics, IReadOnlyList<string> Dimensions) Listen()
    {
        var (instruments, metrics, dimensions) = (
            new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal),
            new SortedSet<string>(StringComparer.Ordinal));
        using var telemetry = new JobTelemetry();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (!telemetry.Owns(instrument)) return;
            instruments.Add(instrument.Name);
            listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear(instrument, tags));
        meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Hear(instrument, tags));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear(instrument, tags));
        meters.Start();
        using var spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == JobTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(spans);
        Drive(telemetry, span => dimensions.UnionWith(span.TagObjects.Select(tag => tag.Key)));
        return ([.. instruments], [.. metrics], [.. dimensions]);

        void Hear(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            metrics.Add(instrument.Name);
            foreach (var tag in tags) dimensions.Add(tag.Key);
        }
    }

    private static void Drive(JobTelemetry telemetry, Action<Activity> tell)
    {
        var (day, at) = (new LocalDate(2025, 11, 28), Instant.FromUtc(2025, 11, 28, 18, 0));
        using (var span = telemetry.Begin(JobKind.EndOfDayClose))
        {
            var close = new JobRunRow(day, JobKind.EndOfDayClose, at);
            telemetry.Emit(new JobSucceeded(close));
            telemetry.Held(close, 0);
            tell(span!);
        }
        using (var span = telemetry.Begin(JobKind.MinuteScan))
        {
            JobTelemetry.Stopped(span);
            tell(span!);
        }
        var scan = new ScanResult(2, 2, 1, 1, new Dictionary<ReasonCode, int> { [ReasonCode.RefusedByBroker] = 1 });
        telemetry.Emit(new JobSucceeded(new JobRunRow(day, JobKey.Parse("MinuteScan_1031"), at, Result: scan)));
        telemetry.Emit(new OrderRefused(at, RefusedSale));
        telemetry.Emit(new ModelTrained(at, SampleResults.Normal().Models[^1]));
        telemetry.Emit(new Halted(at, new Halt(at, Flatten: false, "news")));
        telemetry.Swept(new SliceResult(SliceEnd.SetAside, 1));
        telemetry.Account(100, 0.1, 1);
        telemetry.Resolved(day, new TrackRecord(1, 1, 2, 0.5, 0.5, 0, null, null, 0, 0, 0));
    }

    [GeneratedRegex(@"(^|[^\[])'(?<name>trading[^']*)'", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MetricText();

    [GeneratedRegex(@"customDimensions(\.|\[')(?<name>[\w.]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DimensionText();
}
