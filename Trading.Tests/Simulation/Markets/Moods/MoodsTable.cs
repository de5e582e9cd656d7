namespace Trading.Tests.Simulation.Markets.Moods;

/// <summary>Markets side by side, a figure a line.</summary>
internal static class MoodsTable
{
    private const int NameWidth = 44;

    public static IEnumerable<string> Lines(IReadOnlyList<(string Name, MarketMoods Moods)> columns)
    {
        yield return Line("", columns.Select(c => c.Name));
        foreach (var (name, figure) in Figures()) yield return Line(name, columns.Select(c => figure(c.Moods)));
    }

    private static IEnumerable<(string Name, Func<MarketMoods, string> Figure)> Figures()
    {
        yield return ("sessions", m => $"{m.Sessions}");
        yield return ("profit rate", m => $"{m.ProfitRate.Mean:0.000}");
        yield return ("  deviation over sessions", m => $"{m.ProfitRate.Deviation:0.000}");
        yield return ("  autocorrelation, one session", m => $"{m.ProfitRate.Autocorrelation:0.00}");
        yield return ("  deviation over sessions, one symbol", m => $"{m.ProfitRateOfOneSymbol.Deviation:0.000}");
        yield return ("drift, bp: deviation over sessions", m => $"{m.Drift.Deviation:0}");
        yield return ("  autocorrelation, one session", m => $"{m.Drift.Autocorrelation:0.00}");
        yield return ("volatility of a session, %, median", m => $"{m.MedianVolatility:0.00}");
        yield return ("  log: deviation over sessions", m => $"{m.LogVolatility.Deviation:0.00}");
        yield return ("  log: autocorrelation, one session", m => $"{m.LogVolatility.Autocorrelation:0.00}");
        yield return ("correlation of symbols, five minutes", m => $"{m.Correlation.FiveMinutes:0.00}");
        yield return ("  of session returns", m => $"{m.Correlation.SessionReturn:0.00}");
        yield return ("  of log volatility", m => $"{m.Correlation.LogVolatility:0.00}");
        yield return ("|minute return|: autocorrelation 1", m => $"{m.AbsoluteAutocorrelation.One:0.00}");
        yield return ("  10", m => $"{m.AbsoluteAutocorrelation.Ten:0.00}");
        yield return ("  60", m => $"{m.AbsoluteAutocorrelation.Sixty:0.00}");
        yield return ("minute return: kurtosis (3 Gaussian)", m => $"{m.Kurtosis:0.0}");
        yield return ("trades that end at the target, %", m => $"{m.Ends.Target * 100:0.0}");
        yield return ("  at the stop, %", m => $"{m.Ends.Stop * 100:0.0}");
        yield return ("  by time, %", m => $"{m.Ends.Time * 100:0.0}");
        yield return ("net return of a trade: mean, bp", m => $"{m.NetReturn.Mean * 1e4:0.0}");
        yield return ("  deviation, bp", m => $"{m.NetReturn.Deviation * 1e4:0}");
        yield return ("  kurtosis", m => $"{m.NetReturn.Kurtosis:0.0}");
        for (var half = 0; half < 13; half++)
        {
            var h = half;
            yield return ($"|minute return| from {Hour(h)}, of the day's", m => $"{m.MoveByHalfHour[h]:0.00}");
        }
        for (var half = 0; half < 13; half++)
        {
            var h = half;
            yield return ($"profit rate of entries from {Hour(h)}",
                m => $"{m.ByHalfHour[h].Mean:0.00}±{m.ByHalfHour[h].Deviation:0.00}");
        }
    }

    private static string Hour(int half) => $"{9 + ((half + 1) / 2)}:{(half % 2 == 0 ? "30" : "00")}";

    private static string Line(string name, IEnumerable<string> cells) =>
        name.PadRight(NameWidth) + string.Concat(cells.Select(c => c.PadLeft(15)));
}
