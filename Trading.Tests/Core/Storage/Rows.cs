using CsCheck;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Tests.Core.Storage;

/// <summary>Rows made by hand, and generators of any row.</summary>
internal static class Rows
{
    public static readonly LocalDate Monday = new(2025, 11, 3);
    public static readonly LocalDate Tuesday = new(2025, 11, 4);
    public static readonly LocalDate Wednesday = new(2025, 11, 5);

    private static readonly Gen<string> Symbol = Gen.OneOf(
        Gen.Const("SPY"), Gen.Const("AAPL"), Gen.Const("BRK.B"), Gen.Const("A"), Gen.Const("TSLA"));
    private static readonly Gen<string> Words = Gen.OneOf(
            Gen.String, Gen.Const("it's \"refused\";\n-- ünïcode 🚀"), Gen.Const(""))
        // SQLite and UTF-8 cannot hold half a surrogate pair, or what follows a NUL.
        .Select(text => new string([.. text.Where(c => c != '\0' && !char.IsSurrogate(c))]));
    private static readonly Gen<LocalDate> Date = Gen.Int[0, 3000].Select(new LocalDate(2020, 1, 1).PlusDays);
    private static readonly Gen<Instant> Moment = Gen.Long[0, 4_000_000_000_000_000_000].Select(Duration.FromNanoseconds)
        .Select(since => Instant.FromUnixTimeTicks(0) + since);
    private static readonly Gen<decimal> Price = Gen.Select(Gen.Int[1, int.MaxValue], Gen.Int[0, 6])
        .Select((digits, scale) => new decimal(digits, 0, 0, false, (byte)scale));
    private static readonly Gen<decimal> Money = Gen.Select(Price, Gen.Bool).Select((amount, gain) => gain ? amount : -amount);
    private static readonly Gen<double> Fraction = Gen.OneOf(Gen.Double[0, 1], Gen.Double[-1e9, 1e9]);

    public static Gen<PredictionRow> Prediction(LocalDate session) => Gen.Select(
        Symbol, Gen.Int[0, 389], Words, Gen.Float.Unit, Gen.ULong, Gen.Enum<ReasonCode>(),
        Gen.Select(OrNone(Gen.Bool), OrNone(Fraction), OrNone(Gen.Float.Unit)))
        .Select((symbol, minute, model, probability, hash, reason, later) => new PredictionRow(
            session, symbol, Minute(session, minute), model, probability, hash, reason, later.Item1, later.Item2, later.Item3));

    public static Gen<OrderIntent> Intent { get; } =
        from session in Date
        from request in Gen.Select(Symbol, Gen.Enum<OrderSide>(), Gen.Int[1, 1000], Gen.Enum<OrderType>(), OrNone(
            Price), Gen.Select(Price, Price), Gen.Int[0, 3])
        from stop in Gen.Select(OrNone(Price), Gen.Bool)
        from minute in Gen.Int[0, 389]
        from purpose in Gen.Enum<OrderPurpose>()
        from times in Gen.Select(Moment, OrNone(Moment))
        from rest in Gen.Select(Price, OrNone(Fraction), Gen.Bool, Words, Gen.Enum<IntentStatus>(), Words)
        select new OrderIntent(
            new(purpose == OrderPurpose.Entry
                ? ClientOrderId.Entry(session, Minute(session, minute), request.Item1)
                : ClientOrderId.Exit(session, request.Item1, minute + 1), request.Item1, request.Item2, request.Item3,
                request.Item4, request.Item5, request.Item7 % 2 == 0 ? null
                    : new Bracket(request.Item6.Item1, request.Item6.Item2), request.Item7 > 1, stop.Item1, stop.Item2),
            purpose, session, times.Item1, times.Item2, rest.Item1, rest.Item2, rest.Item3 ? rest.Item4
                : null, rest.Item5, rest.Item6);

    public static Gen<TradeRow> Trade { get; } =
        from session in Date
        from entry in Gen.Select(Symbol, Gen.Int[0, 389], Gen.Int[1, 1000], Moment, Price, Fraction, Words)
        from exit in Gen.Select(OrNone(Moment), OrNone(Price), OrNone(Gen.Enum<ExitReason>()))
        select new TradeRow(
            ClientOrderId.Entry(
                session, Minute(session, entry.Item2), entry.Item1), session, entry.Item1, entry.Item3,
            entry.Item4, entry.Item5, entry.Item6, entry.Item7, exit.Item1, exit.Item2, exit.Item3);

    public static Gen<JobRunRow> Job { get; } = Gen.Select(
        Date, Gen.OneOf(
            Gen.Const("Rebalance"), Gen.Const("MinuteScan_1031"), Gen.Const("EndOfDayClose_1556"), Gen.Const("NightlyRetrain"))
            .Select(JobKey.Parse), Moment, Gen.Int[1, 9], OrNone(Moment),
        Gen.Select(Gen.Bool, Gen.Int[0, 500].Array[6], OrNone(Gen.Int[0, 10]),
            Gen.Dictionary(Gen.Enum<ReasonCode>(), Gen.Int[1, 99])[0, 4]),
        Words, Gen.Select(Gen.Bool, Words))
        .Select((session, key, started, attempt, finished, result, note, error) => new JobRunRow(
            session, key, started, attempt, finished, result.Item1 ? AResult(key.Job, result.Item2, result.Item3, result.Item4)
                : null, note,
            error.Item1 ? error.Item2 : null));

    private static JobResult AResult(JobKind job, int[] n, int? positions, IReadOnlyDictionary<ReasonCode, int> refusals) =>
        job switch
        {
            JobKind.Rebalance => new RebalanceResult(n[0], n[1], n[2]),
            JobKind.EndOfDayClose => new CloseResult(n[0], n[1], n[2]),
            JobKind.NightlyRetrain => new RetrainResult(n[0], n[1], n[2], n[3], n[4], n[5]),
            _ => new ScanResult(n[0], n[1], n[2], positions, refusals),
        };

    public static Gen<PerformanceRow> Performance { get; } =
        from session in Date
        from money in Gen.Select(Price, Money)
        from counts in Gen.Int[0, 100_000].Array[7]
        from rates in Gen.Select(Fraction, Fraction)
        select new PerformanceRow(
            session, money.Item1, money.Item2, counts[0], counts[1], rates.Item1, counts[2], counts[3], counts[4], counts[5],
                rates.Item2, counts[6]);

    public static Gen<BarSeries[]> Session(LocalDate session) =>
        Gen.Select(Symbol, Gen.Select(Price, Price, Price, Price, Gen.Long[0, long.MaxValue]).Array[0, 60]).Array[0, 5]
            .Select(series => series.DistinctBy(one => one.Item1).Select(one => Series(session, one.Item1, one.Item2)).ToArray());

    public static PredictionRow APrediction(LocalDate session, string symbol, int minute) =>
        new(session, symbol, Minute(session, minute), "m1", 0.61f, 0xfedc_ba98_7654_3210, ReasonCode.BelowMinConfidence);

    public static OrderIntent AnIntent(
        LocalDate session, string symbol, int minute, IntentStatus status = IntentStatus.Planned) => new(
        new(ClientOrderId.Entry(session, Minute(session, minute), symbol), symbol, OrderSide.Buy, 5,
            OrderType.Market, Bracket: new(98m, 104m)),
        OrderPurpose.Entry, session, Minute(session, minute), Minute(session, minute - 1), 100.25m, 0.7, "m1", status);

    public static TradeRow ATrade(LocalDate session, string symbol) => new(
        ClientOrderId.Entry(session, Minute(session, 1), symbol), session, symbol, 5, Minute(
            session, 1), 100.25m, 0.7, "m1");

    public static JobRunRow AJob(LocalDate session, JobKey key, int minute = 0) => new(session, key, Minute(session, minute));

    /// <summary>Writes a trade and then the scan that made it.</summary>
    public static async Task TradeAsync(this ITradingJournal journal, LocalDate session, CancellationToken cancel)
    {
        await journal.SaveTradeAsync(ATrade(session, "SPY"), cancel);
        var scan = AJob(session, new JobKey(JobKind.MinuteScan, new LocalTime(9, 31)), 1);
        await journal.TryStartJobAsync(scan with { FinishedAt = Minute(session, 1) }, cancel);
    }

    public static PerformanceRow AnEvening(LocalDate session) =>
        new(session, 100_000m, 12.5m, 3, 2, 0.01, 3900, 2000, 1900, 12, 8.2, 7);

    public static BarSeries SomeBars(LocalDate session, string symbol, int count, decimal price = 100m) => new(symbol,
        [.. Enumerable.Range(0, count).Select(
            i => new Bar(Minute(session, i), price, price + 0.015m, price - 0.0001m, price, 100 + i))]);

    public static ModelArtifact AModel(string id, int trainedMinutes = 0, string reason = "It beat the base rate.") => new(
        new byte[] { 80, 75, 3, 4, 0, 255 },
        new ModelCard
        {
            FormatVersion = ModelFormat.Version,
            Id = id,
            Recipe = "0123456789ab",
            TrainedAt = Minute(Monday, trainedMinutes),
            ModelType = ModelType.LightGbm,
            SchemaVersion = 3,
            Features = ["rsi_14", "vwap_gap"],
            Symbols = ["QQQ", "SPY"],
            Label = new(0.02m, 0.04m, 2m, Duration.FromMinutes(5)),
            Seed = 7,
            Training = new(new(2025, 9, 1), new(2025, 10, 1), 21, 8190, 0.51),
            Calibration = new(-0.0625, 0.75),
            Evidence = new(new(2025, 10, 17), 12, 1.5, -0.25, 0.125, 0, RecipeStanding.Unproven),
            Judgement = new(new(2025, 10, 10), new(2025, 10, 17), 6, 2340, 1.0 / 3),
            Judged = new()
            {
                Rows = 2340,
                BaseRate = 1.0 / 3,
                Accuracy = 0.52,
                MajorityClass = 2.0 / 3,
                Auc = null,
                LogLoss = 0.69,
                BaseLogLoss = 0.6931471805599453,
                Brier = 0.25,
                BaseBrier = 0.26,
                Reliability = [new(0.4, 0.5, 1200, 0.45, 0.44), new(0.5, 0.6, 1140, 0.55, 0.5)],
                Signals = new(0.65, 0, null, null, null),
            },
            Importance = [new("vwap_gap", 0.75), new("rsi_14", 0.25)],
            Verdict = new(Decision.Keep, reason),
            Seconds = 1.25,
        });

    public static Instant Minute(LocalDate session, int minute) =>
        ExchangeTime.At(session, new LocalTime(9, 30)) + Duration.FromMinutes(minute);

    private static BarSeries Series(LocalDate session, string symbol, (decimal, decimal, decimal, decimal, long)[] rows) =>
        new(symbol,
        [.. rows.Select((row, i) =>
        {
            decimal[] prices = [row.Item1, row.Item2, row.Item3, row.Item4];
            return new Bar(Minute(session, 2 * i), row.Item1, prices.Max(), prices.Min(), row.Item2, row.Item5);
        })]);

    private static Gen<T?> OrNone<T>(Gen<T> some) where T : struct =>
        Gen.Select(Gen.Bool, some).Select((there, value) => there ? value : (T?)null);
}
