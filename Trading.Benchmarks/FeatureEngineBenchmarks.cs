using BenchmarkDotNet.Attributes;
using Trading.Core.Features;
using Trading.Core.Market;

namespace Trading.Benchmarks;

/// <summary>What a feature row costs: one symbol's full session, 390 bars; the figures are for one bar.</summary>
[MemoryDiagnoser]
public class FeatureEngineBenchmarks
{
    private const int Bars = 390;

    private readonly FeatureEngine engine = new();
    private readonly float[] row = new float[FeatureSchema.Count];
    private readonly Bar[] bars = new Bar[Bars];
    private Session session = null!;

    [GlobalSetup]
    public void MakeSession()
    {
        session = new NyseCalendar().SessionOn(new LocalDate(2025, 11, 26))!;
        var random = new Random(1);
        var price = 100m;
        for (var i = 0; i < Bars; i++)
        {
            var close = price + (random.Next(-20, 21) / 100m);
            bars[i] = new Bar(
                session.Open + Duration.FromMinutes(i), price, Math.Max(price, close) + 0.05m, Math.Min(price, close) - 0.05m,
                    close,
                random.Next(0, 20_000));
            price = close;
        }
    }

    [Benchmark(OperationsPerInvoke = Bars)]
    public int Session()
    {
        var rows = 0;
        engine.StartSession(session);
        foreach (ref readonly var bar in bars.AsSpan())
        {
            if (engine.TryAdd(bar, row)) rows++;
        }
        return rows;
    }

    [Benchmark]
    public ulong Hash() => FeatureHash.Of(row);
}
