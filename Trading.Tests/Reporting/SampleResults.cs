using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Reporting.Backtests;

namespace Trading.Tests.Reporting;

/// <summary>Results that no backtest gave, for tests of what a report shows.</summary>
public static class SampleResults
{
    /// <summary>Two weeks with trades, a promoted model and one that was kept out.</summary>
    public static BacktestResult Normal(int sessions = 10)
    {
        var random = new Random(7);
        var days = Sessions(sessions);
        BarSeries[] prices = [Walk("AAPL", 180m, days, random), Walk("SPY", 500m, days, random)];
        var trades = Trades(prices[0], days, random).Concat(Trades(prices[1], days[..1], random)).OrderBy(trade => trade.EntryAt)
            .ToList();
        var (equity, rows) = Account(days, trades);
        return new()
        {
            Summary = Summary(days) with
            {
                Trades = trades.Count,
                Entries = trades.Count,
                WinRate = trades.Count(trade => trade.Pnl > 0) / (double)trades.Count,
                NetPnl = trades.Sum(trade => trade.Pnl!.Value),
                Return = (double)(trades.Sum(trade => trade.Pnl!.Value) / 100_000m),
                MaxDrawdown = 0.00045,
                Sharpe = 2.13,
                ProbabilisticSharpe = 0.6612,
            },
            Equity = equity,
            Trades = trades,
            Days = rows,
            Prices = prices,
            Reliability =
            [
                new(0.1, 0.2, 800, 0.17, 0.14), new(0.2, 0.3, 4_210, 0.26, 0.25), new(0.3, 0.4, 12_345, 0.36, 0.38),
                new(0.4, 0.5, 9_020, 0.45, 0.47), new(0.5, 0.6, 2_050, 0.54, 0.52), new(0.6, 0.7, 310, 0.64, 0.63),
                    new(0.7, 0.8, 41, 0.72, 0.66),
            ],
            Models =
            [
                SampleCards.Card("20251102T010000Z-3f9a0c52be17", Instant.FromUtc(2025, 11, 2, 1, 0), 0.6612,
                    new(Decision.Promote, "Proven. Evidence that it beats the base forecast 340 : 1.")),
                SampleCards.Card("20251104T010000Z-77ab19c4d0e2", Instant.FromUtc(2025, 11, 4, 1, 0), 0.6934,
                    new(Decision.Keep, "Not proven. Evidence that it beats the base forecast 3.2 : 1.")),
            ],
        };
    }

    /// <summary>Nothing was predicted, trained or traded.</summary>
    public static BacktestResult Empty()
    {
        var days = Sessions(1);
        return new()
        {
            Summary = Summary(days) with
            {
                Bars = 0,
                Predictions = 0,
                Accuracy = new(null, null, null),
                Confidence = new(0.65, null, null, 0),
                Baselines = new(new(0, 0m), null),
                Decisions = new Dictionary<string, int>(StringComparer.Ordinal),
                ModelsTrained = 0,
                ModelsPromoted = 0,
                Model = "No model has been trained yet.",
                Standing = ModelStanding.None,
                Evidence = null,
                BarsPerSecond = 0,
            },
            Equity = [],
            Trades = [],
            Days = [],
            Prices = [],
            Reliability = [],
            Models = [],
        };
    }

    /// <summary>One session in which a model that proved nothing traded and broke a rule; with names that try to be
    /// HTML.</summary>
    public static BacktestResult Bad()
    {
        var normal = Normal(1);
        var trades = normal.Trades.Where(trade => trade.Symbol == "AAPL").Select(trade => trade with { Symbol = "<script>x" })
            .ToList();
        trades[^1] = trades[^1] with { ExitAt = null, ExitPrice = null, ExitReason = null };
        var evil = new BarSeries("<script>x", normal.Prices[0].Bars.ToArray());
        return normal with
        {
            Summary = normal.Summary with
            {
                Run = "A <script>alert(1)</script> run & more",
                NetPnl = -1234.5m,
                Return = -0.012345,
                Sharpe = null,
                ProbabilisticSharpe = null,
                MaxDrawdown = 0.0312,
                Model = "20251104T010000Z-77ab19c4d0e2 is UNPROVEN and on probation: one share a signal.",
                Standing = ModelStanding.Probation,
                ModelsPromoted = 0,
                Confidence = new(0.65, 0.731, 0.442, 512),
                FlatAtEveryClose = false,
                Violations = ["2025-11-03 15:58: <b>SPY</b> has no live stop.", "2025-11-03 16:00: AAPL stood over the close."],
            },
            Trades = trades,
            Prices = [evil],
            Models = [normal.Models[1] with { Features = ["<script>f"], Importance = [new("<script>f", 1)] }],
        };
    }

    private static BacktestSummary Summary(LocalDate[] days) => new()
    {
        Run = "Synthetic market with an edge, seed 1",
        From = days[0],
        To = days[^1],
        Sessions = days.Length,
        Bars = 390 * 2 * days.Length,
        Predictions = 28_776,
        Entries = 0,
        Trades = 0,
        WinRate = null,
        NetPnl = 0,
        Return = 0,
        MaxDrawdown = 0,
        Sharpe = null,
        ProbabilisticSharpe = null,
        ModelsTrained = 2,
        ModelsPromoted = 1,
        ModelsRetired = 0,
        Model = "20251102T010000Z-3f9a0c52be17 is promoted.",
        Standing = ModelStanding.Proven,
        Evidence = SampleCards.Evidence[^1],
        Accuracy = new(0.6123, 0.6011, 0.6302),
        Confidence = new(0.65, 0.684, 0.671, 196),
        Baselines = new(new(0.0123, 41.5m), new(-0.0004, -3.2m)),
        Decisions = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["BelowMinConfidence"] = 28_580,
            ["AlreadyInvolved"] = 150,
            ["Entered"] = 34,
            ["TooCloseToTheClose"] = 12,
        },
        FlatAtEveryClose = true,
        Violations = [],
        ElapsedSeconds = 12.34,
        BarsPerSecond = 632.1,
    };

    /// <summary>Weekdays from Monday 2025-11-03 on.</summary>
    internal static LocalDate[] Sessions(int count) =>
        [.. Enumerable.Range(0, count * 2).Select(i => new LocalDate(2025, 11, 3).PlusDays(i)).Where(
            day => (int)day.DayOfWeek <= 5).Take(count)];

    private static BarSeries Walk(string symbol, decimal price, LocalDate[] days, Random random)
    {
        var bars = new List<Bar>();
        foreach (var day in days)
        {
            for (var minute = 0; minute < 390; minute++)
            {
                var close = Math.Round(price * (1 + ((decimal)(random.NextDouble() - 0.495) * 0.002m)), 2);
                var start = ExchangeTime.At(day, new(9, 30)) + Duration.FromMinutes(minute);
                bars.Add(new(start, price, Math.Max(price, close), Math.Min(price, close), close, 1000));
                price = close;
            }
        }
        return new(symbol, [.. bars]);
    }

    private static IEnumerable<TradeRow> Trades(BarSeries prices, LocalDate[] days, Random random)
    {
        foreach (var (index, day) in days.Index())
        {
            for (var n = 0; n < 3; n++)
            {
                var entry = (index * 390) + (n * 120) + random.Next(20);
                var exit = entry + 30 + random.Next(70);
                var (bought, sold) = (prices.Bars[entry], prices.Bars[Math.Min(exit, prices.Count - 1)]);
                yield return new(
                    ClientOrderId.Entry(day, bought.Start, prices.Symbol), day, prices.Symbol, 5, bought.Start,
                        bought.Open,
                    0.65 + (random.NextDouble() * 0.1), "20251102T010000Z-3f9a0c52be17", sold.Start, sold.Open,
                        (ExitReason)random.Next(3));
            }
        }
    }

    private static (List<EquityPoint> Equity, List<PerformanceRow> Days) Account(LocalDate[] days, List<TradeRow> trades)
    {
        var equity = new List<EquityPoint> { new(ExchangeTime.At(days[0], new(9, 30)), 100_000m) };
        var rows = new List<PerformanceRow>();
        foreach (var day in days)
        {
            var own = trades.Where(trade => trade.Session == day).ToList();
            for (var minute = 1; minute <= 390; minute++)
            {
                var at = ExchangeTime.At(day, new(9, 30)) + Duration.FromMinutes(minute);
                equity.Add(new(at, 100_000m + trades.Where(trade => trade.ExitAt <= at).Sum(trade => trade.Pnl!.Value)));
            }
            rows.Add(new(
                day, equity[^1].Equity, own.Sum(trade => trade.Pnl!.Value), own.Count, own.Count(trade => trade.Pnl > 0), 0, 100,
                60, 40, 5, 3.4, 3));
        }
        return (equity, rows);
    }
}
