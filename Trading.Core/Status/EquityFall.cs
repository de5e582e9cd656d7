using Trading.Core.Statistics;
using Trading.Core.Storage;

namespace Trading.Core.Status;

/// <summary>How far an account stands below its highest.</summary>
public static class EquityFall
{
    /// <summary>
    /// The <see cref="Drawdown"/> now, as a fraction of the highest equity at the ends of sessions, or of the equity before the
    /// first of them; zero at a new high.
    /// </summary>
    /// <param name="days">Sessions, oldest first.</param>
    /// <param name="equity">The equity now, dollars.</param>
    public static double Of(IReadOnlyList<PerformanceRow> days, decimal equity) =>
        Drawdown.Over([.. Start(days), .. days.Select(day => day.Equity), equity]).Current;

    private static IEnumerable<decimal> Start(IReadOnlyList<PerformanceRow> days) =>
        days is [var first, ..] ? [first.Equity - first.Pnl] : [];
}
