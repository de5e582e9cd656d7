using Trading.Core.Learning;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>The model to ask, and whether it may trade.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Predictor">The model.</param>
/// <param name="Standing">How far it has been proven.</param>
/// <param name="Reason">Why it stands there.</param>
public sealed record UsableModel(string Id, Predictor Predictor, ModelStanding Standing, StandingReason Reason)
{
    /// <summary>Whether its signals may become orders.</summary>
    public bool MayTrade => Standing.MayTrade();
}

/// <summary>
/// Finds the model in use: the promoted one, or, when none is, the newest, whose predictions are remembered but not traded.
/// With <see cref="Promotion.Always"/> the newest trades unproven, never with real money. A promotion that no night has
/// confirmed for <see cref="LongestUnjudged"/> does not trade: without data there is doubt.
/// </summary>
public sealed class ModelInUse(IModelRegistry registry, Promotion promotion, TradingMode mode, IClock clock) : IDisposable
{
    /// <summary>How long a champion may trade without being judged again: a week, so that a holiday week-end does not stop
    /// it.</summary>
    public static readonly Duration LongestUnjudged = Duration.FromDays(7);

    private UsableModel? loaded;

    /// <summary>The model to ask now; null when there is none that this program can use. The reason is told in both
    /// cases.</summary>
    public async Task<(UsableModel? Model, StandingReason Reason)> GetAsync(CancellationToken cancel)
    {
        var (current, _) = await registry.GetCurrentAsync(cancel);
        var always = promotion == Promotion.Always && mode != TradingMode.Live;
        var id = always ? current.Newest : current.Promoted ?? current.Newest;
        if (id is null) return (null, new StandingReason.NoneTrained(current.Reason));

        var (standing, reason) = StandingOf(id, current, always);
        try
        {
            if (loaded?.Id != id)
            {
                loaded?.Predictor.Dispose();
                loaded = null;
                loaded = new UsableModel(id, Predictor.Load(await registry.LoadAsync(id, cancel)), standing, reason);
            }
            loaded = loaded with { Standing = standing, Reason = reason };
            return (loaded, reason);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or StorageException)
        {
            return (null, new StandingReason.Unusable(e.Message));
        }
    }

    private (ModelStanding Standing, StandingReason Reason) StandingOf(string id, CurrentModel current, bool always)
    {
        var stale = clock.GetCurrentInstant() - current.DecidedAt > LongestUnjudged;
        if (id == current.Promoted && !stale) return (ModelStanding.Proven, new StandingReason.Promoted(id, current.Reason));
        if (always) return (ModelStanding.Probation, new StandingReason.TradesUnproven(id));
        return (ModelStanding.Unproven, stale
            ? new StandingReason.NotJudgedSince(id, current.DecidedAt)
            : new StandingReason.NeverPromoted(id, current.Reason));
    }

    /// <inheritdoc/>
    public void Dispose() => loaded?.Predictor.Dispose();
}
