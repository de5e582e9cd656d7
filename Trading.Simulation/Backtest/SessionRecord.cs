using Trading.Core.Statistics;
using Trading.Core.Storage;
using Trading.Reporting.Backtests;

namespace Trading.Simulation.Backtest;

/// <summary>What is noted while a backtest runs, beside what the journal remembers.</summary>
internal sealed class SessionRecord
{
    private readonly List<EquityPoint> equity = [];
    private readonly List<decimal> closes = [];
    private readonly Drawdown drawdown = new();

    /// <summary>Equity as sampled, leaving out points that repeat their neighbours on both sides.</summary>
    public IReadOnlyList<EquityPoint> Equity => equity;

    /// <summary>Equity at each session's close.</summary>
    public IReadOnlyList<decimal> Closes => closes;

    /// <summary>Largest fall of sampled equity from its highest so far, as a fraction of that.</summary>
    public double MaxDrawdown => drawdown.Largest;

    /// <summary>Sessions that closed with a position.</summary>
    public int NotFlat { get; private set; }

    /// <summary>Models trained, promoted and champions retired.</summary>
    public (int Trained, int Promoted, int Retired) Models { get; private set; }

    /// <summary>Runs of daily jobs that ended in an error.</summary>
    public List<string> FailedJobs { get; } = [];

    public void Add(JobRunRow run)
    {
        if (run.Error is not null) FailedJobs.Add($"{run.Session:uuuu-MM-dd} {run.Key}: {run.Error}");
        if (run.Result is RetrainResult night)
            Models = (Models.Trained + night.Trained, Models.Promoted + night.Promoted, Models.Retired + night.Retired);
    }

    public void Sample(Instant at, decimal value)
    {
        drawdown.Add(value);
        if (equity.Count > 1 && equity[^1].Equity == value && equity[^2].Equity == value) equity[^1] = new EquityPoint(at, value);
        else equity.Add(new EquityPoint(at, value));
    }

    public void EndSession(decimal value, bool flat)
    {
        closes.Add(value);
        if (!flat) NotFlat++;
    }
}
