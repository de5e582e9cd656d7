using Trading.Core.Market;

namespace Trading.Core.Universe;

/// <summary>
/// Chooses a session's symbols. A pure function of what is known at the rule's minute, so that a backtest, the training and a
/// live account choose alike from the same bars.
/// </summary>
public static class UniverseChooser
{
    /// <summary>When the symbols of a session are chosen.</summary>
    public static Instant At(UniverseRule rule, Session session) => ExchangeTime.At(session.Date, rule.Time);

    /// <summary>The symbols of a session.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="session">The session.</param>
    /// <param name="earlier">
    /// The sessions before it, the newest last; of more than <see cref="UniverseRule.Lookback"/> the newest count.
    /// </param>
    /// <param name="opening">The session's opening by symbol; only a rule that needs it looks.</param>
    /// <param name="pool">The symbols to choose from, in any order.</param>
    public static UniverseChoice Choose(
        UniverseRule rule, Session session, IReadOnlyList<SessionFigures> earlier,
        IReadOnlyDictionary<string, OpeningFigures> opening, IReadOnlyCollection<string> pool)
    {
        SessionFigures[] looked = [.. earlier.Where(day => day.Session < session.Date).TakeLast(UniverseRule.Lookback)];
        var leftOut = new Dictionary<UniverseExclusion, int>();
        var candidates = new List<UniverseMember>();
        foreach (var symbol in pool)
        {
            var (member, exclusion) = Weigh(rule, symbol, looked, opening);
            if (member is null) leftOut[exclusion] = leftOut.GetValueOrDefault(exclusion) + 1;
            else candidates.Add(member);
        }
        // Of names in play the unusual volume says most; a rank by dollars would give the same large names every day.
        var ranked = candidates
            .OrderByDescending(member => member.OpeningRatio ?? member.DollarVolume)
            .ThenBy(member => member.Symbol, StringComparer.Ordinal)
            .Select((member, index) => member with { Rank = index + 1 }).ToList();
        if (ranked.Count > rule.Most) leftOut[UniverseExclusion.Rank] = ranked.Count - rule.Most;
        return new UniverseChoice(
            session.Date, At(rule, session), rule.Canonical(), pool.Count, [.. ranked.Take(rule.Most)], leftOut);
    }

    private static (UniverseMember? Member, UniverseExclusion Exclusion) Weigh(
        UniverseRule rule, string symbol, SessionFigures[] earlier, IReadOnlyDictionary<string, OpeningFigures> opening)
    {
        var days = new List<DayFigures>(earlier.Length);
        foreach (var session in earlier)
        {
            if (session.BySymbol.TryGetValue(symbol, out var day)) days.Add(day);
        }
        if (days.Count < UniverseRule.FewestSessions || !earlier[^1].BySymbol.ContainsKey(symbol))
            return (null, UniverseExclusion.TooLittleHistory);
        if (!rule.NeedsOpening) return Test(new UniverseMember(symbol, 0, days[^1].Close, Median(days, day => day.DollarVolume)));
        if (!opening.TryGetValue(symbol, out var today)) return (null, UniverseExclusion.NoOpening);

        var gap = Math.Log(today.Open / days[^1].Close);
        var (deviation, usual) = (DeviationOfReturns(days), Median(days, day => day.OpeningVolume));
        var member = new UniverseMember(
            symbol, 0, today.Price, Median(days, day => day.DollarVolume), Math.Exp(gap) - 1,
            deviation > 0 ? gap / deviation : 0, usual > 0 ? today.Volume / usual : 0);
        var tested = Test(member);
        if (tested.Item1 is null) return tested;
        if (!(Math.Abs(member.Gap!.Value) > UniverseRule.LeastGap)) return (null, UniverseExclusion.Gap);
        return member.OpeningRatio > UniverseRule.LeastOpeningRatio ? tested : (null, UniverseExclusion.OpeningVolume);

        (UniverseMember?, UniverseExclusion) Test(UniverseMember weighed) =>
            weighed.Price < (double)rule.MinPrice ? (null, UniverseExclusion.Price)
            : weighed.DollarVolume < (double)rule.MinDollarVolume ? (null, UniverseExclusion.DollarVolume)
            : (weighed, default);
    }

    // The sample deviation of close-to-close log returns; the mean of so few days would add noise and is small beside it.
    private static double DeviationOfReturns(List<DayFigures> days)
    {
        var squares = 0.0;
        for (var i = 1; i < days.Count; i++)
        {
            var change = Math.Log(days[i].Close / days[i - 1].Close);
            squares += change * change;
        }
        return Math.Sqrt(squares / (days.Count - 1));
    }

    private static double Median(List<DayFigures> days, Func<DayFigures, double> figure)
    {
        var sorted = new double[days.Count];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = figure(days[i]);
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
