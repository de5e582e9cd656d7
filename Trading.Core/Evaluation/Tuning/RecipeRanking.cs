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

    private static double Pay(RecipeFigures figures) => figures.SurelyNetBps ?? double.NegativeInfinity;
}
