using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>The model to ask, and whether it may trade.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Predictor">The model.</param>
/// <param name="MayTrade">Whether its signals may become orders.</param>
/// <param name="Standing">Proven, unproven and why, in a sentence.</param>
public sealed record UsableModel(string Id, Predictor Predictor, bool MayTrade, string Standing);

/// <summary>
/// Finds the model in use: the promoted one, or, when none is, the newest, whose predictions are remembered but not traded.
/// With <see cref="Promotion.Always"/> the newest trades unproven, never with real money. A promotion that no night has
/// confirmed for <see cref="LongestUnjudged"/> does not trade: without data there is doubt.
/// </summary>
public sealed class ModelInUse(IModelRegistry registry, Promotion promotion, TradingMode mode, IClock clock) : IDisposable
{
    /// <summary>How long a champion may trade without being judged again: a week, so that a holiday week-end does not stop it.</summary>
    public static readonly Duration LongestUnjudged = Duration.FromDays(7);

    private UsableModel? loaded;

    /// <summary>The model to ask now; null with the reason when there is none that this program can use.</summary>
    public async Task<(UsableModel? Model, string Why)> GetAsync(CancellationToken cancel)
    {
        var (current, _) = await registry.GetCurrentAsync(cancel);
        var always = promotion == Promotion.Always && mode != TradingMode.Live;
        var id = always ? current.Newest : current.Promoted ?? current.Newest;
        if (id is null) return (null, current.Reason);

        var stale = clock.GetCurrentInstant() - current.DecidedAt > LongestUnjudged;
        var proven = id == current.Promoted && !stale;
        var standing = proven ? $"{id} is promoted. {current.Reason}"
            : stale && !always ? $"{id} has not been judged since {current.DecidedAt.InNewYork().Date:uuuu-MM-dd}, so nothing is traded. See why the nightly training does not judge."
            : always ? $"{id} is UNPROVEN and trades because Promotion=Always."
            : $"{id} is unproven, so nothing is traded. {current.Reason}";
        try
        {
            if (loaded?.Id != id)
            {
                loaded?.Predictor.Dispose();
                loaded = null;
                loaded = new UsableModel(id, Predictor.Load(await registry.LoadAsync(id, cancel)), proven || always, standing);
            }
            loaded = loaded with { MayTrade = proven || always, Standing = standing };
            return (loaded, standing);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or StorageException)
        {
            return (null, e.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => loaded?.Predictor.Dispose();
}
