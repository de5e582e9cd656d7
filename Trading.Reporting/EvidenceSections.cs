using Trading.Core.Learning.Evidence;
using Trading.Core.Training;
using Trading.Reporting.Charts;

namespace Trading.Reporting;

/// <summary>The evidence for a recipe on a page: a table of the odds beside the bars that they must reach, and the
/// picture.</summary>
public static class EvidenceSections
{
    /// <summary>What the lines of the picture are.</summary>
    internal static Markup Legend => Markup.Of(
        $"""
        Above, what speaks for the recipe: <span class="claimed">━ that it beats the base forecast, ╍ a coin and the usual
        rate</span> (each needs 100 : 1), ┈ that its signals earn more than they cost (20 : 1). Below, <span class="loss">━ the
        doubt</span> (10 : 1). The scale is logarithmic; what lies beyond it is drawn on its edge.
        """);

    /// <summary>
    /// What a reader asks first: what was claimed beside what came, what the recipe's record proves, and the pictures of both.
    /// </summary>
    /// <param name="standing">How far the model in use is trusted, in a sentence; what others wrote is encoded.</param>
    /// <param name="claims">Claimed and actual, in a table.</param>
    /// <param name="odds">The evidence, in a table.</param>
    /// <param name="points">The evidence after each session, in order.</param>
    /// <param name="reliability">Claimed and actual hit rate by bin, as a figure or as a sentence in its place.</param>
    internal static Markup Panel(
        Markup standing, Markup claims, Markup odds, IReadOnlyList<EvidencePoint> points, Markup reliability) =>
        ReportSections.Panel(
            "Does it hold what it claims?",
            Markup.Of(
                $"""
                {standing}
                <div class="grid pictures inner">
                <div>{claims}</div>
                <div>{odds}</div>
                <div><h3>Evidence, session by session</h3>{Picture(points)}</div>
                <div>{reliability}</div>
                </div>
                """),
            "panel wide");

    /// <summary>The odds, each beside what it needs.</summary>
    /// <param name="evidence">The evidence; null without a record.</param>
    public static Markup Odds(EvidencePoint? evidence) => evidence is null
        ? Markup.Of($"<p>{EvidenceText.Of(null)}</p>")
        : Markup.Of(
            $"""
            <table><thead><tr><th>Evidence of {FigureText.Counted(evidence.Sessions, "unseen session")}</th>
            <th>Odds</th><th>Needs</th></tr></thead><tbody>
            {Row("It beats the base forecast", evidence.OverBase, EvidenceBars.Forecast)}
            {Row("It beats a coin and the usual rate", evidence.OverTrivial, EvidenceBars.Forecast)}
            {Row("Its signals earn more than they cost", evidence.Profit, EvidenceBars.Profit)}
            {Row("Doubt: they come true less often than claimed", evidence.Doubt, EvidenceBars.Doubt, "loss")}
            </tbody></table>
            <p class="note">Odds of 100 : 1 are reached by at most one in 100 recipes that know nothing, however often one looks.
            The first three together prove the recipe; the doubt alone ends the proof. The base forecast knows the time of day and
            how much prices move, and nothing of where they go.</p>
            """);

    /// <summary>The odds over the sessions.</summary>
    /// <param name="points">The evidence after each session, in order.</param>
    public static Markup Picture(IReadOnlyList<EvidencePoint> points)
    {
        var drawing = EvidenceChart.Draw(points);
        return drawing == Markup.Empty
            ? Markup.Of($"<p class=\"note\">A picture of the evidence needs two sessions that the models had not seen.</p>")
            : Markup.Of($"<figure>{drawing}<figcaption class=\"note\">{Legend}</figcaption></figure>");
    }

    private static Markup Row(string what, double odds, double bar, string reached = "gain") => Markup.Of(
        $"""
        <tr><th>{what}</th><td class="{(odds >= Math.Log10(bar) ? reached : "")}">{EvidenceText.Odds(odds)}</td>
        <td>{FigureText.Number(bar, 0)} : 1</td></tr>

        """);
}
