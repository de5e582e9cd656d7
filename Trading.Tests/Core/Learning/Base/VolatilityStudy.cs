using System.Globalization;
using Trading.Core.Learning.Base;
using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using RecordedBars = Trading.Tests.Core.Market.RecordedBars;

namespace Trading.Tests.Core.Learning.Base;

/// <summary>
/// Compares, on recorded bars, the move that the base forecast expects until the exit with the move that came, beside forecasts
/// that know less: <c>studies/volatility</c>. Each session is forecast from the twenty sessions before it.
/// </summary>
public sealed class VolatilityStudy(ITestOutputHelper output)
{
    private const int Window = 20;
    private const int MinutesBetween = 5;
    private static readonly string[] Liquid = ["COIN", "IONQ", "NFLX", "NKE", "NVDA", "ORCL", "QQQ", "SPY", "XLF"];

    [Fact(Explicit = true)]
    public void How_well_the_move_until_the_exit_is_forecast()
    {
        foreach (var (name, symbols) in new[] { ("liquid 9", Liquid), ("other 8", [.. RecordedBars.Symbols().Except(Liquid)]) })
        {
            var sessions = Rows(symbols);
            var losses = new Dictionary<string, Losses>();
            for (var i = Window; i < sessions.Count; i++) Forecast(sessions[(i - Window)..i], sessions[i], losses);
            var constant = losses["constant"];
            output.WriteLine($"{name}: {sessions.Count - Window} sessions, {constant.Count} rows");
            foreach (var (forecast, loss) in losses)
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {forecast,-22} R2 of log variance {1 - (loss.Squares / constant.Squares),6:0.000}  "
                        + $"QLIKE {loss.Qlike / loss.Count:0.000}  came / expected {Math.Exp(loss.Ratio / loss.Count):0.00}"));
            }
        }
    }

    private static void Forecast(List<LabelledRows> past, LabelledRows session, Dictionary<string, Losses> losses)
    {
        var learned = BaseForecast.Learn(Days.Rules, past);
        var means = new Dictionary<string, double>();
        var profile = new Dictionary<(string, int), double>();
        foreach (var symbol in past.SelectMany(rows => Rows(rows)).GroupBy(row => row.Symbol))
        {
            means[symbol.Key] = symbol.Average(row => row.Variance / row.Minutes);
            foreach (var time in symbol.GroupBy(row => row.HalfHour))
                profile[(symbol.Key, time.Key)] = time.Average(row => row.Variance);
        }
        foreach (var row in Rows(session))
        {
            if (!means.TryGetValue(row.Symbol, out var mean)) continue;
            if (!profile.TryGetValue((row.Symbol, row.HalfHour), out var usual)) continue;
            var steps = learned.Explain(session.Features(row.Index), row.Minutes);
            var half = steps.VolatilityPerMinute * steps.VolatilityPerMinute * row.Minutes;
            Add("constant", mean * row.Minutes);
            Add("by time of day", usual);
            Add("last half hour", half);
            Add("base forecast", steps.Deviation * steps.Deviation);
            Add("base and time of day", steps.Deviation * Math.Sqrt(usual));

            void Add(string name, double expected)
            {
                if (!(expected > 0)) return;
                if (!losses.TryGetValue(name, out var loss)) losses[name] = loss = new Losses();
                loss.Add(row.Variance, expected);
            }
        }
    }

    private static IEnumerable<(string Symbol, int Index, int Minutes, int HalfHour, double Variance)> Rows(LabelledRows rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Minute[i] % MinutesBetween != 0 || rows.MinutesToExit[i] < 30 || !(rows.RemainingVariance[i] > 0)) continue;
            yield return (rows.Symbols[rows.Symbol[i]], i, rows.MinutesToExit[i], rows.Minute[i] / 30, rows.RemainingVariance[i]);
        }
    }

    private static List<LabelledRows> Rows(IReadOnlyList<string> symbols)
    {
        var calendar = new NyseCalendar();
        var days = new SortedDictionary<LocalDate, List<BarSeries>>();
        foreach (var symbol in symbols)
        {
            foreach (var day in RecordedBars.Read(symbol).GroupBy(b => b.Start.InNewYork().Date))
            {
                if (!days.TryGetValue(day.Key, out var series)) days[day.Key] = series = [];
                series.Add(new BarSeries(symbol, [.. day]));
            }
        }
        return [.. days.Select(day => RowBuilder.Build(calendar.SessionOn(day.Key)!, day.Value, Days.Rules))];
    }

    // QLIKE: Patton, "Volatility forecast comparison using imperfect volatility proxies", Journal of Econometrics 160, 2011.
    private sealed class Losses
    {
        public int Count { get; private set; }

        public double Squares { get; private set; }

        public double Qlike { get; private set; }

        public double Ratio { get; private set; }

        public void Add(double came, double expected)
        {
            var log = Math.Log(came / expected);
            Count++;
            Squares += log * log;
            Qlike += (came / expected) - log - 1;
            Ratio += log / 2;
        }
    }
}
