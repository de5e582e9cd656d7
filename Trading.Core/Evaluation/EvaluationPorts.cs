using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Evaluation;

/// <summary>What an evaluation reads and remembers.</summary>
/// <param name="Archive">Recorded bars; they are only read.</param>
/// <param name="Calendar">When the exchange trades.</param>
/// <param name="Record">The out-of-sample records; what is missing is added.</param>
/// <param name="ModelCache">Models that need not be trained again.</param>
/// <param name="Trials">The recipes that were ever evaluated on the archive.</param>
public sealed record EvaluationPorts(
    IBarArchive Archive, IMarketCalendar Calendar, IForecastRecord Record, IModelCache ModelCache, ITrialLog Trials)
{
    /// <summary>Where the nights are computed; all cores of this machine unless it is given.</summary>
    public SweepOptions Sweep { get; init; } = new();
}
