using Trading.Core.Execution;
using Trading.Core.Journal;
using Trading.Core.Learning;

namespace Trading.Core.Jobs;

/// <summary>The model to ask, and whether it may trade.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Predictor">The model.</param>
/// <param name="MayTrade">Whether its signals may become orders.</param>
/// <param name="Standing">Proven, unproven and why, in a sentence.</param>
public sealed record UsableModel(string Id, Predictor Predictor, bool MayTrade, string Standing);

/// <summary>
/// Finds the model in use: the promoted one, or, when none is, the newest, whose predictions are remembered but not traded.
/// With <see cref="Promotion.Always"/> the newest trades unproven, never with real money.
/// </summary>
public sealed class ModelInUse(IModelRegistry registry, Promotion promotion, TradingMode mode) : IDisposable
{
    private UsableModel? loaded;

    /// <summary>The model to ask now; null with the reason when there is none that this program can use.</summary>
    public async Task<(UsableModel? Model, string Why)> GetAsync(CancellationToken cancel)
    {
        var (current, _) = await registry.GetCurrentAsync(cancel);
        var always = promotion == Promotion.Always && mode != TradingMode.Live;
        var id = always ? current.Newest : current.Promoted ?? current.Newest;
        if (id is null) return (null, current.Reason);

        var proven = id == current.Promoted;
        var standing = proven ? $"{id} is promoted. {current.Reason}"
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
