using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Status;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using Trading.Tests.Reporting;

namespace Trading.Tests.Core.Status;

/// <summary>Reports that nobody's day gave, for tests of what is shown.</summary>
internal static class MadeUpStatus
{
    private static readonly int[] Spans = [1, 5, 20];
    private static readonly LocalDate Today = new(2025, 11, 17);
    private static readonly Session Session = new NyseCalendar().SessionOn(Today)!;

    /// <summary>The first minute of a system that has done nothing.</summary>
    public static StatusReport Empty() => new()
    {
        At = ExchangeTime.At(Today, new(8, 30)),
        Mode = TradingMode.Paper,
        Session = new NyseCalendar().SessionOn(Today.PlusDays(-3))!,
        IsOpen = false,
        NextBell = Session.Open,
        Jobs = Jobs(),
        Model = new ModelStatus(null, false, CurrentModel.None.Reason, null),
        Account = new AccountSnapshot(100_000m, 100_000m, 200_000m),
        Positions = [],
        Day = new DayStatus(Today.PlusDays(-3), 0, new Dictionary<ReasonCode, int>(), []),
        Record = [.. Spans.Select(n => TrackRecord.Of([], n))],
        Health = [new("journal", null), new("broker", null), new("models", null), new("market data", null)],
    };

    /// <summary>Half past ten on a day on which everything works.</summary>
    public static StatusReport Normal()
    {
        var at = Rows.Minute(Today, 61);
        var history = SampleResults.Normal().Days;
        var trades = SampleResults.Normal(1).Trades.Where(t => t.Symbol == "AAPL").Take(3)
            .Select(t => t with
            {
                Session = Today,
                EntryAt = at - Duration.FromMinutes(40),
                ExitAt = at - Duration.FromMinutes(10)
            }).ToList();
        trades[^1] = trades[^1] with { ExitAt = null, ExitPrice = null, ExitReason = null };
        return Empty() with
        {
            At = at,
            Session = Session,
            IsOpen = true,
            NextBell = Session.Close,
            Jobs = Jobs(
                (JobKind.Rebalance,
                    Rows.AJob(Today, JobKind.Rebalance, -330) with { FinishedAt = at, Result = new RebalanceResult(0, 0, 0) }),
                (JobKind.MinuteScan,
                    Rows.AJob(Today, JobKey.Parse("MinuteScan_1031"), 61) with
                    {
                        FinishedAt = at,
                        Result = new ScanResult(0, 10, 0, 2, new Dictionary<ReasonCode, int>())
                    }),
                (JobKind.NightlyRetrain,
                    Rows.AJob(Today.PlusDays(-3), JobKind.NightlyRetrain, 630) with
                    {
                        FinishedAt = at,
                        Note = "Proven. Evidence that it beats the base forecast 340 : 1."
                    })),
            Model = new ModelStatus(
                "20251115T010000Z-3f9a0c52be17", true, "20251115T010000Z-3f9a0c52be17 is promoted. It is proven.",
                Card())
            {
                Proof = ModelStanding.Proven,
                Evidence = new RecipeEvidence(
                    "8c1f0a", SampleCards.Evidence[0].Session,
                    SampleCards.Evidence[^1] with { Standing = RecipeStanding.Proven }),
            },
            Account = new AccountSnapshot(history[^1].Equity + 31.4m, 98_000m, 196_000m),
            Positions =
            [
                new(new Position("AAPL", 5, 181.2m, 183.05m), 177.57m, 188.44m, true),
                new(new Position("SPY", 1, 502.1m, 501.44m), 492.05m, 522.18m, true),
            ],
            Day = new DayStatus(
                Today, 3_120,
                    new Dictionary<ReasonCode, int>
                    {
                        [ReasonCode.BelowMinConfidence] = 3_071,
                        [ReasonCode.AlreadyInvolved] = 45,
                        [ReasonCode.Entered] = 4
                    }, trades),
            Record = [.. Spans.Select(n => TrackRecord.Of(history, n))],
            History = history,
        };
    }

    /// <summary>After a close at which nearly everything had gone wrong, with names that try to be HTML.</summary>
    public static StatusReport Bad()
    {
        var normal = Normal();
        var fall = normal.History.Select(
            (day, i) => day with
            {
                Equity = 100_000m - (900m * i),
                Pnl = -900m,
                Trades = 12,
                Wins = 2,
                Signals = 30,
                SignalsClaimed = 21.9,
                SignalsHit =
            9 + (i % 5)
            }).ToList();
        return normal with
        {
            At = Session.Close + Duration.FromMinutes(3),
            Mode = TradingMode.Live,
            IsOpen = false,
            NextBell = Rows.Minute(Today.PlusDays(1), 0),
            Halt = new Halt(Rows.Minute(Today, 300), true, "<script>alert(1)</script> it loses & loses"),
            Jobs = Jobs((JobKind.EndOfDayClose, Rows.AJob(Today, JobKind.EndOfDayClose, 390) with
            {
                FinishedAt = Session.Close,
                Error = "Not flat after the close of 2025-11-17: 5 AAPL. "
                    + "The rebalance and the next session's first scan deal with it.",
            })),
            Model = null,
            Account = new AccountSnapshot(90_111.1m, 89_000m, 0m),
            Positions = [new(new Position("<b>AAPL", 5, 181.2m, 163.05m), null, null, false)],
            Day = normal.Day! with
            {
                Trades = [.. normal.Day.Trades.Select(
                t => t with { ExitAt = t.EntryAt + Duration.FromMinutes(30), ExitPrice = t.EntryPrice * 0.98m,
                ExitReason = ExitReason.StopLoss, Symbol = "<script>x" })]
            },
            History = fall,
            Record = [.. Spans.Select(n => TrackRecord.Of(fall, n))],
            Health =
            [
                new("journal", null),
                new("broker",
                    "Alpaca did not answer within 20 s (GET /v2/account); nothing is concluded from that. See its status page."),
                new("models",
                    "20251115T010000Z-3f9a0c52be17 cannot be used: Model 20251115T010000Z-3f9a0c52be17 cannot be loaded; its "
                    + "file is damaged."),
                new("market data", null),
            ],
        };
    }

    /// <summary>A day on which nobody answers but the clock.</summary>
    public static StatusReport Silent() => Empty() with
    {
        Model = null,
        Account = null,
        Positions = null,
        Day = null,
        Record = [],
        Health = [new("journal", "The journal cannot be read."), new("broker", "No Alpaca keys."), new("models", "Gone."),
            new("market data", "Gone.")],
    };

    private static ModelCard Card() => SampleResults.Normal().Models[0] with
    {
        Id = "20251115T010000Z-3f9a0c52be17",
        Judged = SampleResults.Normal().Models[0].Judged! with { Reliability = SampleResults.Normal().Reliability },
    };

    private static IReadOnlyList<JobStatus> Jobs(params (JobKind Name, JobRunRow Last)[] ran)
    {
        var rule = new DueRule(new NyseCalendar(), new ScheduleSettings());
        return
        [
            .. new[] { JobKind.Rebalance, JobKind.MinuteScan, JobKind.EndOfDayClose, JobKind.NightlyRetrain }
                .Select(name =>
                    new JobStatus(name, ran.FirstOrDefault(r => r.Name == name).Last, rule.NextOf(name, Rows.Minute(Today, 61)))),
        ];
    }
}
