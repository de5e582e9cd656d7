namespace Trading.Tests.Core.Learning;

/// <summary>
/// Whole lives of out-of-sample records without bars or trees, 300 rows a session: for tests and studies of evidence, which need
/// thousands of lives. A seed gives the same life on every machine.
/// <para>
/// Rows of a session move together as on the recorded bars (studies/moods: 89 sessions, nine liquid names, stop 2 %, target 4 %,
/// costs 2 bp a side; see <see cref="SessionMood"/>). Net returns have rare large losses, scaled by a volatility that a session
/// shares.
/// </para>
/// </summary>
internal static class SimulatedRecords
{
    /// <summary>Sessions of a life unless told otherwise: a year.</summary>
    public const int Year = 250;

    /// <summary>Loss that costs alone make on the average, 2 basis points a side.</summary>
    public const double Cost = 4e-4;

    private const int CloseMinute = 385;
    private const int Spacing = 12;

    // Assumed, not measured: how far a model's scores stray from the base forecast though they know nothing, in log-odds.
    private const double SessionOffset = 0.3;
    private const double SymbolOffset = 0.2;
    private const double RowNoise = 0.3;

    // Measured: mean loss (a loss ends 65 to 90 bp below) and, for a target of 0.5 %, the gain that is left after costs.
    private const double MeanLoss = 70e-4;
    private const double SmallTarget = 46e-4;

    /// <summary>The score says nothing: the base forecast is the best there is, and a trade loses its costs on the
    /// average.</summary>
    public static IReadOnlyList<SimulatedRow[]> Noise(int seed, int sessions = Year) => Edge(seed, 0, sessions);

    /// <summary>
    /// The score knows part of the log-odds of a profit, and trades pay accordingly: half of what it knows lasts for half an hour
    /// of a symbol, half is the row's own.
    /// </summary>
    /// <param name="seed">Seed of the life.</param>
    /// <param name="strength">Standard deviation of what the score knows, in log-odds; 0.2 is 5 points of probability.</param>
    /// <param name="sessions">Sessions of the life.</param>
    public static IReadOnlyList<SimulatedRow[]> Edge(int seed, double strength, int sessions = Year)
    {
        var centres = Array.ConvertAll(SessionMood.Rates, LogOdds.Logit);
        var bases = Array.ConvertAll(centres, centre => LogOdds.Average(centre, strength));
        return Life(seed, sessions, (mood, random, symbol, block) =>
        {
            var known = strength * ((Math.Sqrt(0.5) * mood.Signal(symbol, block)) + (Math.Sqrt(0.5) * random.Gauss()));
            var stray = (SessionOffset * mood.Offset) + (SymbolOffset * mood.SymbolOffset(symbol)) + (RowNoise * random.Gauss());
            var gain = ((1 - bases[block]) * MeanLoss - Cost) / bases[block];
            return new Drawn(
                strength == 0 ? bases[block] : LogOdds.Probability(centres[block] + known), bases[block],
                centres[block] + known + stray, gain, MeanLoss, IsBounded: false);
        });
    }

    /// <summary>
    /// The score knows the hit rate, 0.55 to 0.9 from row to row, of which the base forecast knows the half that a symbol's
    /// session shares; and a trade loses its costs on the average whatever the hit rate, because gains are small and bounded and
    /// the losses rare and large.
    /// </summary>
    public static IReadOnlyList<SimulatedRow[]> Asymmetric(int seed, int sessions = Year) =>
        Life(seed, sessions, (mood, random, symbol, _) =>
        {
            const double least = 0.55, spread = 0.175;
            var visible = least + (spread * mood.Regime(symbol));
            var rate = visible + (spread * random.Uniform());
            return new Drawn(
                rate, visible + (spread / 2), LogOdds.Logit(rate), SmallTarget, ((rate * SmallTarget) + Cost) / (1 - rate),
                IsBounded: true);
        });

    private static SimulatedRow[][] Life(int seed, int sessions, Func<SessionMood, SimulatedChance, int, int, Drawn> draw)
    {
        var random = new SimulatedChance(seed);
        var mood = new SessionMood(random);
        var life = new SimulatedRow[sessions][];
        for (var session = 0; session < sessions; session++)
        {
            mood.Next();
            var rows = new SimulatedRow[SessionMood.Symbols * SessionMood.Entries];
            for (var i = 0; i < rows.Length; i++)
            {
                var (entry, symbol) = (i / SessionMood.Symbols, i % SessionMood.Symbols);
                var block = entry * Spacing / 30;
                rows[i] = Row(draw(mood, random, symbol, block), mood.Fate(symbol, block), mood.Volatility,
                    CloseMinute - (entry * Spacing));
            }
            life[session] = rows;
        }
        return life;
    }

    /// <param name="drawn">The row's chances.</param>
    /// <param name="fate">Uniform from 0 to 1; the better the higher.</param>
    /// <param name="volatility">Scale of the session's returns, 1 on the average.</param>
    /// <param name="minutesToExit">Minutes left.</param>
    private static SimulatedRow Row(Drawn drawn, double fate, double volatility, int minutesToExit)
    {
        var lost = 1 - drawn.Rate;
        var profit = fate > lost;
        // Given the outcome, its rank among outcomes of that kind is uniform again.
        var rank = profit ? (fate - lost) / drawn.Rate : 1 - (fate / lost);
        var size = profit
            ? drawn.Gain * (drawn.IsBounded ? 0.5 + rank : -Math.Log(1 - Math.Min(rank, 1 - 1e-9)))
            : drawn.Loss * Math.Max(-Math.Log(1 - Math.Min(rank, 1 - 1e-9)), 1e-9);
        return new SimulatedRow(
            minutesToExit, drawn.Score, drawn.Base, profit, volatility * (profit ? Math.Max(size, 1e-9) : -size));
    }

    /// <param name="Rate">The true probability of a profit.</param>
    /// <param name="Base">The base forecast.</param>
    /// <param name="Score">The score, in log-odds.</param>
    /// <param name="Gain">Mean gain of a profit, as a fraction.</param>
    /// <param name="Loss">Mean loss otherwise.</param>
    /// <param name="IsBounded">Whether gains lie within half of their mean, as at a target; else they are exponential.</param>
    private readonly record struct Drawn(double Rate, double Base, double Score, double Gain, double Loss, bool IsBounded);
}
