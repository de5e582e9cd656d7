using System.Diagnostics.Metrics;
using Trading.Adapters.Hosting;

namespace Trading.Tests.Infra;

/// <summary>A host's telemetry and all that it measured: instrument, value and tags.</summary>
internal sealed class Hearing : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly List<(string Name, double Value, string Tags)> heard = [];

    public Hearing()
    {
        var own = Telemetry;
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (own.Owns(instrument)) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((i, v, tags, _) => heard.Add((i.Name, v, Spelt(tags))));
        listener.SetMeasurementEventCallback<int>((i, v, tags, _) => heard.Add((i.Name, v, Spelt(tags))));
        listener.SetMeasurementEventCallback<double>((i, v, tags, _) => heard.Add((i.Name, v, Spelt(tags))));
        listener.Start();
    }

    public JobTelemetry Telemetry { get; } = new();

    public IReadOnlyList<(string Name, double Value, string Tags)> Heard => heard;

    public void Dispose()
    {
        listener.Dispose();
        Telemetry.Dispose();
    }

    private static string Spelt(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(",", tags.ToArray().Select(t => $"{t.Key}={t.Value}"));
}
