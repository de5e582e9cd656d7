using Trading.Core.Statistics;

namespace Trading.Core.Learning;

/// <summary>One row of the judgement block as challenger, champion and base rate saw it.</summary>
/// <param name="Session">New York date; sessions are what counts as independent.</param>
/// <param name="Profit">What happened.</param>
/// <param name="Challenger">The challenger's probability.</param>
/// <param name="Champion">The champion's probability; null when there is no champion, or it learned from this session.</param>
/// <param name="BaseProbability">The base rate's probability.</param>
public readonly record struct JudgedRow(
    LocalDate Session, bool Profit, double Challenger, double? Champion, double BaseProbability);

/// <summary>
/// Decides whether a challenger may trade. Rows of one session move together (labels overlap, symbols follow the market),
/// so the test of "by more than chance" is a one-sided paired t-test of log-loss over sessions, not over rows.
/// </summary>
public static class PromotionGate
{
    /// <summary>Chance of promoting a model without an edge, at most, for each comparison.</summary>
    public const double Significance = 0.01;

    /// <summary>Sessions that challenger and champion must both be judged on; with fewer the challenger faces the base rate
    /// alone.</summary>
    public const int FewestSessions = 3;

    /// <summary>
    /// Promotes a challenger that beats the base rate and the champion on the same rows by more than chance. A champion that
    /// no longer beats the base rate on these rows is no champion any more: doubt stops trading, proof starts it.
    /// </summary>
    public static Verdict Judge(IReadOnlyList<JudgedRow> rows)
    {
        if (rows.Count == 0) return new Verdict(Decision.Keep, "There was nothing to judge the challenger on.");
        var common = rows.Where(r => r.Champion is not null).ToList();
        var hasChampion = common.Select(r => r.Session).Distinct().Count() >= FewestSessions;
        var overBase = SessionMeans(rows, r => Loss(r.BaseProbability, r) - Loss(r.Challenger, r));
        var championOverBase = hasChampion ? SessionMeans(common, r => Loss(r.BaseProbability, r) - Loss(r.Champion!.Value, r))
            : null;
        var overChampion = hasChampion ? SessionMeans(common, r => Loss(r.Champion!.Value, r) - Loss(r.Challenger, r)) : null;

        var p = PositiveMeanTest.PValue(overBase);
        var beatsBase = p < Significance;
        var championFailed = championOverBase is not null && championOverBase.Average() <= 0;
        var againstBase =
            $"challenger's log-loss is {Compared(overBase)} than the base rate's over {overBase.Count} sessions ({Chance(p)}, "
            + $"needed below {Significance})";

        if (championFailed)
        {
            var failed = $"the champion's log-loss is {Compared(championOverBase!)} than the base rate's";
            return beatsBase
                ? new Verdict(Decision.Promote, $"Promoted: the {againstBase}, and {failed}.")
                : new Verdict(Decision.Retire, $"Retired: {failed}, and the {againstBase}.");
        }
        if (!beatsBase) return new Verdict(Decision.Keep, $"Not promoted: the {againstBase}.");
        if (overChampion is null) return new Verdict(Decision.Promote, $"Promoted: the {againstBase}.");

        var pChampion = PositiveMeanTest.PValue(overChampion);
        var againstChampion = $"{Compared(overChampion)} than the champion's ({Chance(pChampion)})";
        return pChampion < Significance
            ? new Verdict(Decision.Promote, $"Promoted: the {againstBase}, and {againstChampion}.")
            : new Verdict(Decision.Keep, $"The champion stays: the {againstBase}, but {againstChampion}.");
    }

    private static string Chance(double p) => p < 0.001 ? "p < 0.001" : $"p = {p:0.000}";

    private static string Compared(List<double> differences) =>
        $"{Math.Abs(differences.Average()):0.0000} nats {(differences.Average() >= 0 ? "better" : "worse")}";

    private static double Loss(double probability, JudgedRow row) => Evaluator.LogLoss(probability, row.Profit);

    private static List<double> SessionMeans(IReadOnlyList<JudgedRow> rows, Func<JudgedRow, double> difference) =>
        rows.GroupBy(r => r.Session).OrderBy(g => g.Key).Select(g => g.Average(difference)).ToList();
}
