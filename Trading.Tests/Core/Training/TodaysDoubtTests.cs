using CsCheck;
using Trading.Core.Learning;
using Trading.Core.Learning.Calibration;
using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;
using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Core.Training;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Training;

/// <summary>A session of three symbols, minute by minute as a scan sees it, with a signal here and there.</summary>
public sealed class TodaysDoubtTests
{
    private static readonly string[] Symbols = ["A", "B", "C"];
    private static readonly RiskLimits Limits = new() { MaxOpenPositions = 2 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_the_judge_s_doubt_of_the_same_day() => await Gen.Int[1, 1_000_000].SampleAsync(async seed =>
    {
        var day = new Day(seed);
        var judge = new RecordJudge(Limits.MinConfidence, 0.02, Limits.MaxOpenPositions);
        judge.Add(day.Record());
        var today = await day.FollowAsync(new InMemoryJournal(), restartAt: null);
        Assert.Equal(judge.Evidence!.Doubt, Math.Clamp(Math.Log10(today.Odds), -1, 2), 4);
    }, iter: 60);

    [Fact]
    public async Task After_a_restart_the_odds_are_the_same() => await Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[35, 380])
        .SampleAsync(async (seed, restartAt) =>
        {
            var day = new Day(seed);
            var whole = await day.FollowAsync(new InMemoryJournal(), restartAt: null);
            var restarted = await day.FollowAsync(new InMemoryJournal(), restartAt);
            Assert.Equal((whole.Odds, whole.IsReached), (restarted.Odds, restarted.IsReached));
        }, iter: 60);

    [Fact]
    public async Task Enough_lost_signals_stop_the_day_s_entries_and_they_stay_stopped()
    {
        var doubt = new TodaysDoubt(new InMemoryJournal(), new RiskLimits { MaxOpenPositions = 1 }, Rules);
        await doubt.BeginAsync(Monday, Cancel);
        var known = new List<Bar>();
        Arrive(Flat(39));
        for (var minute = 40; minute < 140; minute += 2)
        {
            doubt.Follow([Prediction("A", minute, 0.8f, 0.5f)]);
            Assert.Equal(doubt.IsReached, minute > 46);
            Arrive(Flat(minute), Flat(minute + 1, minute < 60 ? 90 : 110));
        }
        Assert.True(doubt.IsReached && doubt.Odds < EvidenceBars.SessionDoubt);

        void Arrive(params Bar[] bars)
        {
            known.AddRange(bars);
            doubt.Advance(Bars(known), bars[^1].End);
        }
    }

    [Fact]
    public async Task A_loss_that_a_revised_bar_takes_back_is_taken_back_but_what_was_stopped_stays_stopped()
    {
        var doubt = new TodaysDoubt(new InMemoryJournal(), new RiskLimits { MaxOpenPositions = 1 }, Rules);
        await doubt.BeginAsync(Monday, Cancel);
        doubt.Advance(Bars([Flat(39)]), Minute(40));
        doubt.Follow([Prediction("A", 40, 0.99f, 0.5f)]);
        doubt.Advance(Bars([Flat(39), Flat(40), Flat(41, 90)]), Minute(42));
        Assert.True(doubt is { IsReached: true, Odds: > 40 });

        doubt.Advance(Bars([Flat(39), Flat(40), Flat(41)]), Minute(42));
        Assert.True(doubt is { IsReached: true, Odds: < 1 });
        doubt.Advance(Bars([Flat(39), Flat(40), Flat(41)]), Minute(42));
        Assert.True(doubt is { IsReached: true, Odds: < 1, OddsAtStop: > 40 });
    }

    /// <summary>Some bars come minutes late, and some are first served otherwise than they are in the end.</summary>
    [Fact]
    public async Task However_the_bars_come_the_odds_are_those_of_the_bars_that_are_known() => await Gen.Int[1, 1_000_000]
        .SampleAsync(async seed =>
        {
            var day = new Day(seed);
            var whole = await day.FollowAsync(new InMemoryJournal(), restartAt: null);
            var unsteady = await day.FollowUnsteadyAsync(new Random(seed));
            Assert.Equal(whole.Odds, unsteady.Odds, 9);
        }, iter: 20);

    [Fact]
    public async Task A_day_that_was_stopped_is_stopped_after_a_restart_and_the_next_day_is_not()
    {
        var journal = new InMemoryJournal();
        var stopped = Prediction("A", 50, 0.8f, 0.5f) with { Reason = ReasonCode.DoubtedToday };
        await journal.SavePredictionsAsync(Monday.Date, [stopped], Cancel);
        var doubt = new TodaysDoubt(journal, Limits, Rules);
        await doubt.BeginAsync(Monday, Cancel);
        Assert.True(doubt.IsReached);
        var (open, close) = (Monday.Open + Duration.FromDays(1), Monday.Close + Duration.FromDays(1));
        await doubt.BeginAsync(new Session(Monday.Date.PlusDays(1), open, close), Cancel);
        Assert.False(doubt.IsReached);
    }

    [Fact]
    public async Task A_new_session_begins_without_doubt()
    {
        var day = new Day(1);
        var doubt = await day.FollowAsync(new InMemoryJournal(), restartAt: null);
        var next = new Session(Monday.Date.PlusDays(1), Monday.Open + Duration.FromDays(1), Monday.Close + Duration.FromDays(1));
        await doubt.BeginAsync(next, Cancel);
        Assert.Equal((1, false), (doubt.Odds, doubt.IsReached));
    }

    private static Dictionary<string, IReadOnlyList<Bar>> Bars(List<Bar> bars) =>
        new(StringComparer.Ordinal) { ["A"] = bars };

    private static PredictionRow Prediction(string symbol, int minute, float said, float walk) => new(
        Monday.Date, symbol, Minute(minute), "m1", said, 0, ReasonCode.Entered, BaseProbability: walk);

    private sealed class Day
    {
        private readonly Dictionary<string, Bar[]> bars;
        private readonly List<PredictionRow> predictions = [];

        public Day(int seed)
        {
            var random = new Random(seed);
            bars = Symbols.ToDictionary(s => s, _ => Walk(random), StringComparer.Ordinal);
            for (var minute = 35; minute < 385; minute++)
            {
                predictions.AddRange(Symbols.Where(s => bars[s].Any(b => b.End == Minute(minute))).Select(symbol => Prediction(
                    symbol, minute, random.Next(8) == 0 ? 0.66f + (random.NextSingle() / 10) : 0.4f, 0.5f)));
            }
        }

        // A fresh judge believes a twentieth of a score.
        public OutOfSampleSession Record() => new(
            Monday.Date, "a day", Symbols,
            [
                .. from p in predictions
                   let outcome = TripleBarrier.Label(bars[p.Symbol], p.Minute, Monday, Rules)
                   where outcome is not null
                   orderby p.Minute, p.Symbol
                   select new OutOfSampleRow(
                       (short)Array.IndexOf(Symbols, p.Symbol), (short)Monday.MinuteOf(p.Minute),
                       (short)Monday.MinuteOf(outcome.Value.ExitAt),
                       (float)(Trading.Core.Learning.LogOdds.Of(p.Probability) / Calibrator.FirstWeight), 0, outcome.Value.Profit,
                       (float)outcome.Value.NetReturn),
            ]);

        public async Task<TodaysDoubt> FollowAsync(InMemoryJournal journal, int? restartAt)
        {
            var doubt = new TodaysDoubt(journal, Limits, Rules);
            for (var minute = 1; minute <= 390; minute++)
            {
                if (minute == restartAt) doubt = new TodaysDoubt(journal, Limits, Rules);
                await doubt.BeginAsync(Monday, Cancel);
                doubt.Advance(To(minute), Minute(minute));
                var rows = predictions.Where(p => p.Minute == Minute(minute)).ToList();
                if (rows.Count == 0) continue;
                doubt.Follow(rows);
                await journal.TryAddPredictionsAsync(Monday.Date, Minute(minute), rows, Cancel);
            }
            return doubt;
        }

        public async Task<TodaysDoubt> FollowUnsteadyAsync(Random random)
        {
            var doubt = new TodaysDoubt(new InMemoryJournal(), Limits, Rules);
            await doubt.BeginAsync(Monday, Cancel);
            var steadyFrom = bars.SelectMany(entry => entry.Value).ToDictionary(
                bar => bar, _ => random.Next(8) == 0 ? random.Next(1, 9) : 0);
            for (var minute = 1; minute <= 400; minute++)
            {
                var known = Symbols.ToDictionary(s => s, s => (IReadOnlyList<Bar>)[.. Known(s, minute)], StringComparer.Ordinal);
                doubt.Advance(known, Minute(minute));
                doubt.Follow(predictions.Where(p => p.Minute == Minute(minute)));
            }
            return doubt;

            Instant SteadyAt(Bar bar) => bar.End + Duration.FromMinutes(steadyFrom[bar]);

            // A late bar is missing at first when its minute is even, else it is seen with a crash that did not happen.
            IEnumerable<Bar> Known(string symbol, int minute) => bars[symbol].Where(bar => bar.End <= Minute(minute))
                .Select(bar => SteadyAt(bar) <= Minute(minute) ? bar : bar with { Low = 1 })
                .Where(bar => bar.Low > 1 || Monday.MinuteOf(bar.Start) % 2 == 1);
        }

        private Dictionary<string, IReadOnlyList<Bar>> To(int minute) => bars.ToDictionary(
            entry => entry.Key, entry => (IReadOnlyList<Bar>)[.. entry.Value.Where(b => b.End <= Minute(minute))],
            StringComparer.Ordinal);

        private static Bar[] Walk(Random random)
        {
            var price = 100.0;
            var walk = new List<Bar>();
            for (var minute = 0; minute < 390; minute++)
            {
                var open = price;
                price *= Math.Exp((random.NextDouble() - 0.5) * 0.01);
                // The last minutes have bars, so that every trade ends in one.
                if (minute < 380 && random.Next(6) == 0) continue;
                walk.Add(Bar(
                    minute, (decimal)open, (decimal)Math.Max(open, price), (decimal)Math.Min(open, price), (decimal)price));
            }
            return [.. walk];
        }
    }
}
