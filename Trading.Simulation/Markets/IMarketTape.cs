using Trading.Core.Market;

namespace Trading.Simulation.Markets;

/// <summary>A market that has happened, recorded or made up. It knows the future, so only the simulation may read it.</summary>
public interface IMarketTape
{
    /// <summary>The symbols on it, sorted.</summary>
    IReadOnlyList<string> Symbols { get; }

    /// <summary>The sessions on it, in order.</summary>
    IReadOnlyList<LocalDate> Sessions { get; }

    /// <summary>A session's bars, one series a symbol, sorted by symbol.</summary>
    IReadOnlyList<BarSeries> Read(LocalDate session);

    /// <summary>The bars of some symbols of a session, sorted by symbol; a tape that can makes no others.</summary>
    IEnumerable<BarSeries> Read(LocalDate session, IReadOnlySet<string> wanted) =>
        Read(session).Where(series => wanted.Contains(series.Symbol));

    /// <summary>The right answer, where it is known.</summary>
    IOracle? Oracle { get; }
}

/// <summary>Knows a synthetic market's rule and, from the same past bars that a trader sees, computes the best possible
/// answer.</summary>
public interface IOracle
{
    /// <summary>
    /// Probability that a share bought at <paramref name="minute"/> (the open of the bar that starts there) ends in profit,
    /// given every bar of the session that was complete by then: the Bayes-optimal forecast.
    /// </summary>
    double ProfitProbability(string symbol, Instant minute);
}
