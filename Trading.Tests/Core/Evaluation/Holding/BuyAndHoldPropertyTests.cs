using CsCheck;
using Trading.Core.Evaluation.Holding;
using Trading.Core.Market;

namespace Trading.Tests.Core.Evaluation.Holding;

/// <summary>
/// Extra hours, auction prints, listings, delistings, holes and splits all at once, against a slow reference that follows the
/// money of one symbol at a time along the prices that were made up, before any bar was spoiled.
/// </summary>
public sealed class BuyAndHoldPropertyTests
{
    private const decimal CostBps = 7;
    private const int Minutes = 390;

    private static readonly (int New, int Old)[] Ratios = [(2, 1), (3, 1), (10, 1), (20, 1), (3, 2), (1, 4), (1, 10), (1, 50)];

    // Price, session of listing and of delisting, of the split and its ratio, holes, a night's and a day's moves in thousandths.
    private static readonly Gen<Life> Lives = Gen.Select(
        Gen.Int[10, 500], Gen.Int[0, 3], Gen.Int[3, 9], Gen.Int[0, 9], Gen.Int[0, Ratios.Length - 1],
        Gen.Int[-12, 12].Array[20], Gen.Bool.Array[10],
        (price, first, last, split, ratio, moves, holes) => new Life(price, first, last, split, Ratios[ratio], moves, holes));

    [Fact]
    public void Any_mixture_agrees_with_a_slow_reference() =>
        Gen.Select(Lives.Array[1, 5], Gen.Int[3, 9], Gen.Int[1, 1_000_000]).Sample((lives, sessions, seed) =>
        {
            var held = BuyAndHold.Of(Market(lives, sessions, new Random(seed)), 100_000m, CostBps);

            var expected = Reference(lives, sessions);
            Assert.Equal(sessions + 1, held.Equity.Count);
            for (var day = 0; day < sessions; day++)
                Assert.Equal(expected[day] / 100_000, (double)held.Equity[day + 1] / 100_000, 9);
            Assert.Equal(
                lives.Sum(life => Enumerable.Range(1, sessions - 1).Count(day => life.SplitsAt(day, sessions))),
                held.Facts.Steps.Count);
        }, iter: 400);

    private static double[] Reference(Life[] lives, int sessions)
    {
        var evenings = new double[sessions];
        var living = lives.Where(life => Enumerable.Range(0, sessions).Any(life.Trades)).ToList();
        if (living.Count == 0) return [.. evenings.Select(_ => 100_000.0)];
        foreach (var life in living)
        {
            var days = Enumerable.Range(0, sessions).Where(life.Trades).ToList();
            var money = 100_000.0 / living.Count;
            var shares = money / (life.Open(days[0]) * (1 + (double)(CostBps / 10_000)));
            for (var day = 0; day < sessions; day++)
            {
                var seen = days.Where(one => one <= day).ToList();
                evenings[day] += seen.Count == 0 ? money
                    : shares * life.Close(seen[^1]) * (day >= days[^1] ? 1 - (double)(CostBps / 10_000) : 1);
            }
        }
        return evenings;
    }

    private static HeldSession[] Market(Life[] lives, int sessions, Random random) =>
    [
        .. Enumerable.Range(0, sessions).Select(day => HeldSession.Of(
            HeldMarket.Sessions[day],
            lives.Index().Select(life => new BarSeries(
                $"S{life.Index}", [.. Bars(life.Item, day, HeldMarket.Sessions[day], random)])))),
    ];

    // Of a session without regular bars the extra hours may still have some.
    private static IEnumerable<Bar> Bars(Life life, int day, Session hours, Random random)
    {
        var spoiled = (decimal)(random.NextDouble() * 900) + 0.5m;
        if (random.Next(2) == 0) yield return At(hours.Open - Duration.FromMinutes(random.Next(1, 300)), spoiled, 9_999);
        if (life.Trades(day))
        {
            var scale = life.Scale(day);
            var (open, close) = ((decimal)life.Open(day) * scale, (decimal)life.Close(day) * scale);
            var volume = (long)(100_000 * random.Next(8, 13) / scale);
            var first = random.Next(0, Minutes - 2);
            yield return At(hours.Open + Duration.FromMinutes(first), open, volume);
            yield return At(hours.Open + Duration.FromMinutes(random.Next(first + 1, Minutes)), close, volume);
        }
        if (random.Next(2) == 0) yield return At(hours.Close, spoiled * 2, 9_999_999);
        if (random.Next(2) == 0) yield return At(hours.Close + Duration.FromMinutes(random.Next(1, 200)), spoiled * 3, 9_999);
    }

    private static Bar At(Instant start, decimal price, long volume) => new(start, price, price, price, price, volume);

    private sealed record Life(int Price, int First, int Last, int Split, (int New, int Old) Ratio, int[] Moves, bool[] Holes)
    {
        public bool Trades(int day) => day >= First && day <= Last && !(Holes[day] && day > First && day < Last);

        /// <summary>The adjusted prices: what a share of the last session is worth.</summary>
        public double Open(int day) => Price * Enumerable.Range(0, (2 * day) + 1).Aggregate(1.0, (p, i) => p * Move(i));

        public double Close(int day) => Open(day) * Move((2 * day) + 1);

        /// <summary>How many times an adjusted price the recorded one is.</summary>
        public decimal Scale(int day) => day < Split ? (decimal)Ratio.New / Ratio.Old : 1;

        public bool SplitsAt(int day, int sessions) =>
            Trades(day) && Enumerable.Range(0, day).Any(Trades) && day < sessions
            && Scale(day) != Scale(Enumerable.Range(0, day).Last(Trades));

        // A hole keeps the price, so that a step stays a night's.
        private double Move(int half) => Trades(half / 2) ? 1 + (Moves[half] / 1000.0) : 1;
    }
}
