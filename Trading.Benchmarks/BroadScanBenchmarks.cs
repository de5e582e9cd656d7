using BenchmarkDotNet.Attributes;
using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Learning.Calibration;
using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Simulation.Markets;
using Trading.Simulation.Markets.Synthetic;

namespace Trading.Benchmarks;

/// <summary>The arithmetic of a minute of 10,000 symbols: bars that have arrived in, features and calibrated probabilities
/// out.</summary>
[MemoryDiagnoser]
public class BroadScanBenchmarks
{
    private const int Count = 10_000;
    private static readonly LocalDate Day = new(2025, 11, 12);
    private readonly FeatureEngine[] engines = new FeatureEngine[Count];
    private readonly float[] row = new float[FeatureSchema.Count];
    private readonly string[] symbols = [.. MadeUpTickers.Of(Count)];
    private readonly Arrived feed = new();
    private IReadOnlyList<FreshRow> rows = [];
    private BarSeries[] day = [];
    private Session session = null!;
    private Predictor predictor = null!;
    private LiveFeatures live = null!;
    private int minute = 60;

    [GlobalSetup]
    public async Task Setup()
    {
        var calendar = new NyseCalendar();
        session = calendar.SessionOn(Day)!;
        var settings = new TradingSettings();
        var market = new SyntheticMarket(
            new SyntheticMarketOptions
            {
                Kind = SyntheticMarketKind.Noise,
                First = Day.PlusDays(-14),
                Last = Day,
                Rules = settings.Plan,
            },
            calendar);
        LabelledRows[] past = [.. market.Sessions.Take(market.Sessions.Count - 1)
            .Select(date => RowBuilder.Build(calendar.SessionOn(date)!, market.Read(date), settings.Plan))];
        predictor = new Predictor(ModelTrainer.Train(past, settings.Recipe), new CalibrationPoint(0.01, 0.05));
        // The names share the prices of ten: the arithmetic is the same, and the memory is not what is measured.
        var prices = market.Read(Day);
        day = [.. symbols.Select((symbol, i) => new BarSeries(symbol, prices[i % prices.Count].Bars.ToArray()))];
        live = new LiveFeatures(feed);
        for (var i = 0; i < Count; i++)
        {
            engines[i] = new FeatureEngine();
            engines[i].StartSession(session);
            foreach (ref readonly var bar in day[i].Bars[..60]) engines[i].TryAdd(bar, row);
        }
        for (var m = 50; m <= minute; m++) await NextMinuteAsync(m);
    }

    [IterationSetup]
    public void Arrive() => Answer(++minute);

    /// <summary>As the scan does it: new bars, the settled state, rows, forecasts and hashes.</summary>
    [Benchmark]
    public async Task<double> LiveMinute()
    {
        rows = await live.AdvanceAsync(session, At(minute), symbols, CancellationToken.None);
        return Probabilities();
    }

    /// <summary>The engines alone, a row each, and the forecast of each row alone.</summary>
    [Benchmark]
    public double EnginesOneByOne()
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            if (engines[i].TryAdd(day[i].Bars[minute - 1], row)) sum += predictor.Predict(row, 120).Probability;
        }
        return sum;
    }

    private async Task NextMinuteAsync(int m)
    {
        Answer(m);
        await live.AdvanceAsync(session, At(m), symbols, CancellationToken.None);
    }

    private void Answer(int m) => feed.Bars =
        [.. day.Select(series => new BarSeries(series.Symbol, series.Bars[Math.Max(0, m - 6)..m].ToArray()))];

    private Instant At(int m) => session.Open + Duration.FromMinutes(m);

    private double Probabilities()
    {
        var forecasts = predictor.PredictAll([.. rows.Select(r => r.Row)], 120);
        var sum = 0.0;
        for (var i = 0; i < forecasts.Length; i++) sum += forecasts[i].Probability + (FeatureHash.Of(rows[i].Row) & 1);
        return sum;
    }

    private sealed class Arrived : IMarketData
    {
        public IReadOnlyList<BarSeries> Bars { get; set; } = [];

        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel) => Task.FromResult(Bars);

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) => throw new NotSupportedException();
    }
}
