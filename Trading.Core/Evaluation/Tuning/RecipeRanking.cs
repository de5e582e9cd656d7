namespace Trading.Core.Evaluation.Tuning;

/// <summary>
/// Which of two recipes is better. First those that have proved that they know something (odds that their probabilities beat the
/// base forecast, a coin and the running rate, at the bar times the number of recipes tried); among them by what their signals
/// earn a session less one standard error, where no signal earns nothing. All others by those odds alone: what a recipe that
/// knows nothing has earned is luck. The mean profit alone never decides.
/// </summary>
/// <param name="tried">How many recipes were tried.</param>
public sealed class RecipeRanking(int tried) : IComparer<RecipeFigures?>
{
    /// <summary>Below zero when the first is better; null is worst.</summary>
    public int Compare(RecipeFigures? x, RecipeFigures? y)
    {
        if (x is null || y is null) return (x is null).CompareTo(y is null);
        var knows = y.Knows(tried).CompareTo(x.Knows(tried));
        if (knows != 0) return knows;
        var pays = x.Knows(tried) ? Pay(y).CompareTo(Pay(x)) : 0;
        return pays != 0 ? pays : y.ForecastOdds.CompareTo(x.ForecastOdds);
    }

    /// <summary>
    /// Whether a recipe is worth changing to. It must rank before the present one; when that one also knows something, its
    /// signals must have earned more than the present one's even less one standard error, because the best of several differs
    /// from the present one by luck alone.
    /// </summary>
    /// <param name="first">The recipe that ranks first.</param>
    /// <param name="present">The present recipe; null when it could not forecast.</param>
    public bool Beats(RecipeFigures first, RecipeFigures? present) => Compare(first, present) < 0
        && (present?.Knows(tried) != true || Pay(first) > (present.Signals.NetBpsASession?.Mean ?? 0));

    private static double Pay(RecipeFigures figures) => figures.SurelyNetBps ?? double.NegativeInfinity;
}
