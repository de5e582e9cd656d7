using Trading.Core.Market;

namespace Trading.Simulation.Auditing;

/// <summary>
/// A way in which the program makes feature rows of bars. An audit gives it more bars or fewer and compares the rows.
/// </summary>
public interface IRowSource
{
    /// <summary>The rows of a session's decisions, in time order.</summary>
    /// <param name="session">The session.</param>
    /// <param name="bars">All bars of one symbol that exist, of this session and perhaps of others.</param>
    /// <param name="from">The first minute to make a row for.</param>
    /// <param name="cancel">Ends the work.</param>
    Task<IReadOnlyList<DecisionRow>> RowsAsync(Session session, BarSeries bars, Instant from, CancellationToken cancel);
}
