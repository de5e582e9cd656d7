namespace Trading.Core.Statistics;

/// <summary>
/// How far equity stands below its highest so far, as a fraction of that: the only place where this is computed.
/// </summary>
public sealed class Drawdown
{
    private decimal? highest;

    /// <summary>The drawdown at the value that was added last; zero at a new high, and while no value was above zero.</summary>
    public double Current { get; private set; }

    /// <summary>The largest drawdown so far.</summary>
    public double Largest { get; private set; }

    /// <summary>The drawdown over values in time order.</summary>
    /// <param name="equity">Dollars.</param>
    public static Drawdown Over(IEnumerable<decimal> equity)
    {
        var drawdown = new Drawdown();
        foreach (var value in equity) drawdown.Add(value);
        return drawdown;
    }

    /// <summary>Adds the next value, dollars; returns the drawdown at it.</summary>
    public double Add(decimal value)
    {
        highest = highest is { } before ? Math.Max(before, value) : value;
        Current = highest > 0 ? (double)((highest.Value - value) / highest.Value) : 0;
        Largest = Math.Max(Largest, Current);
        return Current;
    }
}
