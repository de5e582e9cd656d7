using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.Markets;
using RecordedBars = Trading.Tests.Core.Market.RecordedBars;

namespace Trading.Tests.Simulation.Markets.Moods;

/// <summary>Prints the moods of recorded bars beside those of the noise market: <c>studies/moods</c>.</summary>
public sealed class MoodsStudy(ITestOutputHelper output)
{
    private static readonly string[] Liquid = ["COIN", "IONQ", "NFLX", "NKE", "NVDA", "ORCL", "QQQ", "SPY", "XLF"];
    private static readonly TradePlan Plan = new(0.02m, 0.04m, 2m, Duration.FromMinutes(5));

    [Fact(Explicit = true)]
    public void Moods_of_recorded_bars_beside_those_of_the_noise_market()
    {
        var calendar = new NyseCalendar();
        var columns = new List<(string Name, MarketMoods Moods)>
        {
            ("liquid 9", MarketMoods.Of(Recorded(calendar, Liquid), calendar, Plan)),
            ("all", MarketMoods.Of(Recorded(calendar, RecordedBars.Symbols()), calendar, Plan)),
        };
        foreach (var seed in new[] { 1, 2 }) columns.Add(($"noise {seed}", Noise(new(2026, 1, 21), seed)));
        columns.Add(("noise, 4 years", Noise(new(2029, 9, 14), 3)));
        foreach (var line in MoodsTable.Lines(columns)) output.WriteLine(line);

        MarketMoods Noise(LocalDate last, int seed) => MarketMoods.Of(
            new SyntheticMarket(
                SampleMarkets.Options(SyntheticMarketKind.Noise, 1, seed) with { First = new(2025, 9, 15), Last = last },
                calendar),
            calendar, Plan);
    }

    internal static RecordedMarket Recorded(NyseCalendar calendar, IReadOnlyList<string> symbols)
    {
        var sessions = new Dictionary<LocalDate, List<BarSeries>>();
        foreach (var symbol in symbols)
        {
            foreach (var day in RecordedBars.Read(symbol).GroupBy(b => b.Start.InNewYork().Date))
            {
                if (calendar.SessionOn(day.Key) is not { } session) continue;
                if (!sessions.TryGetValue(day.Key, out var series)) sessions[day.Key] = series = [];
                series.Add(new BarSeries(symbol, [.. day.Where(b => session.Contains(b.Start))]));
            }
        }
        return new RecordedMarket(sessions.ToDictionary(s => s.Key, s => (IReadOnlyList<BarSeries>)s.Value));
    }
}
