using Trading.Core.Learning;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Simulation.Markets;

namespace Trading.Simulation.Backtest;

/// <summary>Adds up the predictions of a backtest, a session at a time, so that none has to be kept.</summary>
/// <param name="threshold">Least probability of a signal.</param>
/// <param name="oracle">The right answer, where it is known.</param>
internal sealed class PredictionFigures(double threshold, IOracle? oracle)
{
    private readonly SortedDictionary<ReasonCode, int> decisions = [];
    private readonly ReliabilityBins bins = new();
    private double netReturns;
    private int oracleCorrect;

    /// <summary>All predictions.</summary>
    public int Count { get; private set; }

    /// <summary>Sessions without one.</summary>
    public int SessionsWithout { get; private set; }

    /// <summary>Those whose outcome is known.</summary>
    public ForecastTally Resolved { get; private set; }

    /// <summary>Predictions by what was done about them, the most frequent first.</summary>
    public IReadOnlyDictionary<string, int> Decisions => decisions
        .Select(d => (Name: d.Key.ToString(), Count: d.Value)).OrderByDescending(d => d.Count)
        .ThenBy(d => d.Name, StringComparer.Ordinal).ToDictionary(d => d.Name, d => d.Count, StringComparer.Ordinal);

    /// <summary>Claimed and actual hit rate in ten bins.</summary>
    public IReadOnlyList<ReliabilityBin> Reliability => bins.Filled;

    /// <summary>Mean return of all resolved predictions' trades, as a fraction; null when there are none.</summary>
    public double? MeanReturn => Resolved.Count == 0 ? null : netReturns / Resolved.Count;

    /// <summary>Accuracy of the best possible forecast; null where that is not known.</summary>
    public double? BestAccuracy => oracle is null || Resolved.Count == 0 ? null : (double)oracleCorrect / Resolved.Count;

    /// <summary>Adds a session's predictions, by minute and then symbol.</summary>
    public void Add(IReadOnlyList<PredictionRow> rows)
    {
        var tally = Resolved;
        foreach (var row in rows)
        {
            decisions[row.Reason] = decisions.GetValueOrDefault(row.Reason) + 1;
            if (row.Profit is not { } profit) continue;
            tally += ForecastTally.Of(row.Probability, profit, threshold);
            bins.Add(row.Probability, profit);
            netReturns += row.NetReturn!.Value;
            if (oracle is not null && ForecastTally.IsCorrect(oracle.ProfitProbability(row.Symbol, row.Minute), profit))
                oracleCorrect++;
        }
        Count += rows.Count;
        if (rows.Count == 0) SessionsWithout++;
        Resolved = tally;
    }
}
