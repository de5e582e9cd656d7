using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>What a search reads and remembers.</summary>
/// <param name="Archive">Recorded bars; they are only read.</param>
/// <param name="Calendar">When the exchange trades.</param>
/// <param name="Record">The out-of-sample records; what is missing is added.</param>
/// <param name="ModelCache">Models that need not be trained again.</param>
/// <param name="Trials">The recipes that were ever evaluated on the archive.</param>
/// <param name="Tuning">What earlier searches saw.</param>
/// <param name="Differences">How settings differ from the present ones: a line for each, as it may be set.</param>
public sealed record TuningPorts(
    IBarArchive Archive, IMarketCalendar Calendar, IForecastRecord Record, IModelCache ModelCache, ITrialLog Trials,
    ITuningLog Tuning, Func<TradingSettings, IReadOnlyList<string>> Differences)
{
    /// <summary>Where the nights are computed; all cores of this machine unless it is given.</summary>
    public SweepOptions Sweep { get; init; } = new();
}

/// <summary>How far a search goes.</summary>
/// <param name="Seed">Seed of the order of candidates.</param>
/// <param name="Recipes">Most recipes, the present one and those of earlier searches with this seed included; null for as many as
/// the time allows.</param>
/// <param name="LeavesHoldOut">Whether the hold-out stays closed, whatever is found.</param>
/// <param name="Threads">How many nights train side by side; no figure depends on it.</param>
public sealed record TuningLimits(int Seed, int? Recipes, bool LeavesHoldOut, int Threads);

/// <summary>How far a search has come.</summary>
/// <param name="Candidate">The number of the recipe that is looked at; null while the winner is judged on the hold-out.</param>
/// <param name="Sessions">On how many sessions.</param>
/// <param name="Done">Sessions forecast so far.</param>
/// <param name="Total">Sessions to forecast.</param>
public sealed record TuningProgress(int? Candidate, int Sessions, int Done, int Total);
