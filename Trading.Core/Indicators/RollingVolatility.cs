namespace Trading.Core.Indicators;

/// <summary>
/// Population standard deviation of the log returns between the latest closes, as a fraction of price per bar; not annualised.
/// </summary>
/// <param name="returns">How many returns; the first value needs one more close.</param>
public sealed class RollingVolatility(int returns)
{
    private readonly RollingWindow window = new(returns);
    private double previous = double.NaN;

    /// <summary>Volatility per bar, 0 when prices do not move; NaN until <see cref="IsReady"/>.</summary>
    public double Value => window.StandardDeviation();

    /// <summary>How many bars of a session it takes until <see cref="IsReady"/>.</summary>
    public int WarmUpBars => window.WarmUpBars + 1;

    /// <summary>Whether <see cref="Value"/> is defined.</summary>
    public bool IsReady => window.IsReady;

    /// <summary>Takes the next close, above zero.</summary>
    public void Add(double close)
    {
        if (!double.IsNaN(previous)) window.Add(Math.Log(close / previous));
        previous = close;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        window.Reset();
        previous = double.NaN;
    }
}
