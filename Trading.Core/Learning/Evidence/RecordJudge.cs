using Trading.Core.Learning.Calibration;
using Trading.Core.Learning.Record;

namespace Trading.Core.Learning.Evidence;

/// <summary>
/// Replays a recipe's out-of-sample record, session by session: calibrates each session with what was known before it, settles
/// the bets, and says where the recipe stands. Everything that is believed of a recipe comes from here; it is a function of the
/// record, the threshold and the number of recipes tried, so that backtest, restart and live agree.
/// </summary>
public sealed class RecordJudge
{
    // Decimal logarithms. A good record earns credit, so that a true model is doubted falsely at most once in a hundred
    // sessions on the average; but no more, so that a turn is noticed; and no doubt that good sessions could not remove.
    private const double MostCredit = -1;
    private const double MostDoubt = 2;
    private const double LeastTrust = 0.1;
    private const double CoinSessions = 10;

    private readonly double minConfidence;
    private readonly double lossAtStop;
    private readonly int chains;
    private readonly double bar;
    private readonly int recipesTried;
    private readonly Calibrator calibrator;
    private readonly ForecastBets overBase = new();
    private readonly ForecastBets overCoin = new();
    private readonly ForecastBets overRate = new();
    private readonly ProfitBets profit;
    private RecipeStanding standing = RecipeStanding.Unproven;
    private double doubt;
    private double rates;
    private int seen;
    private int counted;

    /// <summary>Begins without evidence.</summary>
    /// <param name="minConfidence">Least probability of a signal.</param>
    /// <param name="lossAtStop">What a trade loses at its stop, costs in, as a fraction.</param>
    /// <param name="chains">How many symbols a session's doubt bets on: as many as there may be positions.</param>
    /// <param name="recipesTried">How many recipes were tried on this archive; the bars are multiplied by it.</param>
    public RecordJudge(double minConfidence, double lossAtStop, int chains, int recipesTried = 1)
        : this(minConfidence, lossAtStop, chains, recipesTried, new Calibrator())
    {
    }

    private RecordJudge(double minConfidence, double lossAtStop, int chains, int recipesTried, Calibrator calibrator)
    {
        (this.minConfidence, this.lossAtStop, this.chains) = (minConfidence, lossAtStop, chains);
        this.calibrator = calibrator;
        this.recipesTried = recipesTried;
        bar = Math.Log10(recipesTried);
        profit = new ProfitBets(lossAtStop);
    }

    /// <summary>
    /// A judge that goes on with what this one has learned and begins without evidence, so that what it proves is proved by the
    /// sessions that it is given alone. This one may not be used any more.
    /// </summary>
    /// <param name="recipesTried">How many recipes are judged by those sessions; the bars are multiplied by it.</param>
    public RecordJudge WithoutEvidence(int recipesTried) =>
        new(minConfidence, lossAtStop, chains, recipesTried, calibrator) { rates = rates, seen = seen };

    /// <summary>What the next session is forecast with.</summary>
    public CalibrationPoint Calibration => calibrator.Point;

    /// <summary>The evidence after the last session; null before the first.</summary>
    public EvidencePoint? Evidence { get; private set; }

    /// <summary>Replays a session, which must be later than those before it.</summary>
    public JudgedSession Add(OutOfSampleSession session)
    {
        var judged = JudgedSession.Of(session, calibrator.Point);
        var running = ((CoinSessions * 0.5) + rates) / (CoinSessions + seen);
        var against = Math.Log10(DoubtOf(session, judged));
        doubt = Math.Clamp(doubt + against, MostCredit, MostDoubt);

        overBase.Add(judged.Probabilities, i => judged.Bases[i], judged.Outcomes);
        overCoin.Add(judged.Probabilities, _ => 0.5, judged.Outcomes);
        overRate.Add(judged.Probabilities, _ => running, judged.Outcomes);
        profit.Add([.. Signals(judged).Select(i => (double)session.Rows[i].NetReturn)]);
        calibrator.Add(session);
        seen++;
        counted++;
        rates += judged.Outcomes.Average(happened => happened ? 1.0 : 0.0);
        Decide();
        Evidence = new EvidencePoint(
            session.Session, counted, overBase.LogOdds / Math.Log(10), Trivial, profit.LogOdds / Math.Log(10), doubt, standing)
        {
            RecipesTried = recipesTried,
        };
        return judged;
    }

    private double Trivial => Math.Min(overCoin.LogOdds, overRate.LogOdds) / Math.Log(10);

    private void Decide()
    {
        if (standing != RecipeStanding.Doubted && doubt >= Math.Log10(EvidenceBars.Doubt))
        {
            // What was proved is refuted: the proof begins anew.
            standing = RecipeStanding.Doubted;
            overBase.Restart();
            overCoin.Restart();
            overRate.Restart();
            profit.Restart();
            counted = 0;
            return;
        }
        // Scores that the record no longer believes move no probability, whatever they proved before.
        var isTrusted = calibrator.Point.Trust >= LeastTrust;
        if (standing == RecipeStanding.Proven && !isTrusted) standing = RecipeStanding.Unproven;
        if (standing == RecipeStanding.Doubted && doubt <= 0) standing = RecipeStanding.Unproven;
        if (standing == RecipeStanding.Unproven && isTrusted
            && overBase.LogOdds / Math.Log(10) >= Math.Log10(EvidenceBars.Forecast) + bar
            && Trivial >= Math.Log10(EvidenceBars.Forecast) + bar
            && profit.LogOdds / Math.Log(10) >= Math.Log10(EvidenceBars.Profit) + bar)
        {
            standing = RecipeStanding.Proven;
        }
    }

    private IEnumerable<int> Signals(JudgedSession judged) =>
        Enumerable.Range(0, judged.Probabilities.Length).Where(i => judged.Probabilities[i] >= minConfidence);

    private double DoubtOf(OutOfSampleSession session, JudgedSession judged)
    {
        var odds = new SessionDoubt(chains);
        var pending = new Dictionary<string, OutOfSampleRow>(StringComparer.Ordinal);
        foreach (var i in Signals(judged))
        {
            var row = session.Rows[i];
            var symbol = session.Symbols[row.Symbol];
            if (pending.TryGetValue(symbol, out var last) && last.EndMinute < row.Minute)
            {
                odds.Settle(symbol, last.Profit);
                pending.Remove(symbol);
            }
            if (!odds.IsFree(symbol)) continue;
            odds.Bet(symbol, judged.Probabilities[i], judged.Bases[i]);
            pending[symbol] = row;
        }
        foreach (var (symbol, row) in pending) odds.Settle(symbol, row.Profit);
        return odds.Odds;
    }
}
