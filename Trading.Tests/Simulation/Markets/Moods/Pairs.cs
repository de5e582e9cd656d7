namespace Trading.Tests.Simulation.Markets.Moods;

/// <summary>Mean correlation over all pairs of symbols.</summary>
internal static class Pairs
{
    /// <summary>Of five-minute returns, session by session.</summary>
    public static double Within(IEnumerable<IReadOnlyList<SymbolSession>> sessions) =>
        sessions.SelectMany(s => Of(s, (a, b) => Moments.Correlation(a.FiveMinuteReturns, b.FiveMinuteReturns))).Average();

    /// <summary>Of one figure a session, over the sessions that both symbols have.</summary>
    public static double Across(IReadOnlyList<List<SymbolSession>> symbols, Func<SymbolSession, double> figure) =>
        symbols.Max(s => s.Count) is var most
            ? Of([.. symbols.Where(s => s.Count == most)],
                (a, b) => Moments.Correlation([.. a.Select(figure)], [.. b.Select(figure)])).Average()
            : 0;

    private static IEnumerable<double> Of<T>(IReadOnlyList<T> items, Func<T, T, double> correlation)
    {
        for (var i = 1; i < items.Count; i++)
        {
            for (var k = 0; k < i; k++) yield return correlation(items[i], items[k]);
        }
    }
}
