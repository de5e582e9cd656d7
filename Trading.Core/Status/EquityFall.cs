using Trading.Core.Storage;

namespace Trading.Core.Status;

/// <summary>How far an account stands below its highest.</summary>
public static class EquityFall
{
    /// <summary>The fall as a fraction of the highest equity at the ends of sessions, or from where they began; zero at a new high.</summary>
    /// <param name="days">Sessions, oldest first.</param>
    /// <param name="equity">The equity now, dollars.</param>
    public static double Of(IReadOnlyList<PerformanceRow> days, decimal equity)
    {
        var highest = days.Select(d => d.Equity).Append(equity).Max();
        if (days.Count > 0) highest = Math.Max(highest, days[0].Equity - days[0].Pnl);
        return highest > 0 ? (double)((highest - equity) / highest) : 0;
    }
}
