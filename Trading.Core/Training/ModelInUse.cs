using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>The model to ask, and whether it may trade.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Recipe">Its recipe's id.</param>
/// <param name="Plan">The trade that it forecasts.</param>
/// <param name="Predictor">The model.</param>
/// <param name="Standing">How far it has been proven.</param>
/// <param name="Reason">Why it stands there.</param>
public sealed record UsableModel(
    string Id, string Recipe, TradePlan Plan, Predictor Predictor, ModelStanding Standing, StandingReason Reason)
{
    /// <summary>Whether its signals may become orders.</summary>
    public bool MayTrade => Standing.MayTrade();
}

/// <summary>
/// Finds the model in use: the promoted one, or, when none is, the newest. Whether it may trade follows from its recipe's
/// evidence; with play money the settings can let an unproven one trade, one share a signal or full positions. Evidence that no
/// night has renewed for <see cref="LongestUnjudged"/> counts for nothing.
/// </summary>
public sealed class ModelInUse(IModelRegistry registry, TradingSettings settings, TradingMode mode, IClock clock)
{
    /// <summary>How long a model may trade without being judged again: a week, so that a holiday week-end does not stop
    /// it.</summary>
    public static readonly Duration LongestUnjudged = Duration.FromDays(7);

    private UsableModel? loaded;

    /// <summary>The model to ask now; null when there is none that this program can use. The reason is told in both
    /// cases.</summary>
    public async Task<(UsableModel? Model, StandingReason Reason)> GetAsync(CancellationToken cancel)
    {
        var (current, _) = await registry.GetCurrentAsync(cancel);
        return await GetAsync(current, cancel);
    }

    /// <summary>The model that would be asked if this had been decided.</summary>
    /// <param name="current">What was decided, or might be.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<(UsableModel? Model, StandingReason Reason)> GetAsync(CurrentModel current, CancellationToken cancel)
    {
        var id = current.Promoted ?? current.Newest;
        if (id is null) return (null, new StandingReason.NoneTrained(current.Reason));

        try
        {
            if (loaded?.Id != id) loaded = Load(await registry.LoadAsync(id, cancel));
            var (standing, reason) = StandingOf(
                id, loaded.Recipe, loaded.Plan, current, settings, mode, clock.GetCurrentInstant());
            loaded = loaded with { Standing = standing, Reason = reason };
            return (loaded, reason);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or StorageException)
        {
            return (null, new StandingReason.Unusable(e.Message));
        }
    }

    private static UsableModel Load(ModelArtifact artifact) => new(
        artifact.Id, artifact.Card.Recipe, artifact.Card.Label, Predictor.Load(artifact), ModelStanding.None,
            new StandingReason.NoneTrained(""));

    /// <summary>Where a model stands, and why.</summary>
    /// <param name="id">The model to ask.</param>
    /// <param name="recipe">Its recipe's id; a proof of another recipe proves nothing of it.</param>
    /// <param name="plan">The trade that it forecasts.</param>
    /// <param name="current">What the last night decided.</param>
    /// <param name="settings">What may trade, and the trade and the threshold in force; a proof of others proves nothing.</param>
    /// <param name="mode">Whose money it is.</param>
    /// <param name="now">The moment of the question.</param>
    public static (ModelStanding Standing, StandingReason Reason) StandingOf(
        string id, string recipe, TradePlan plan, CurrentModel current, TradingSettings settings, TradingMode mode, Instant now)
    {
        if (current.OldBars is { } old && old.ModelId == id)
            return (ModelStanding.Unproven, new StandingReason.LearnedFromOldBars(old));
        var isPlayMoney = mode != TradingMode.Live;
        var promotion = settings.Learning.Promotion;
        var isProven = IsProven(id, recipe, current) && IsOf(plan, current, settings);
        // The record's last session counts, too: a person's choice, or a training on an old archive, makes no proof younger.
        var judged = current.Evidence?.Last is { } last
            && now.InNewYork().Date > last.Session + Period.FromDays(LongestUnjudged.Days + 1)
                ? ExchangeTime.At(last.Session, LocalTime.Midnight) : current.DecidedAt;
        var isStale = now - judged > LongestUnjudged;
        if (isPlayMoney && promotion == Promotion.Always)
        {
            return isProven && !isStale
                ? (ModelStanding.Proven, new StandingReason.Promoted(id, current.Reason))
                : (ModelStanding.Assumed, new StandingReason.TradesUnproven(id, current.Reason));
        }
        if (isStale) return (ModelStanding.Unproven, new StandingReason.NotJudgedSince(id, judged));
        if (isProven) return (ModelStanding.Proven, new StandingReason.Promoted(id, current.Reason));
        if (isPlayMoney && id == current.Promoted)
            return (ModelStanding.Assumed, new StandingReason.TradesUnproven(id, current.Reason));
        if (IsProven(id, recipe, current) && !isPlayMoney)
            return (ModelStanding.Unproven, new StandingReason.ProvenUnderOtherSettings(id));
        if (current.Evidence?.Last?.Standing == RecipeStanding.Doubted)
            return (ModelStanding.Doubted, new StandingReason.Doubted(id, current.Reason));
        return isPlayMoney && promotion == Promotion.Probation
            ? (ModelStanding.Probation, new StandingReason.OnProbation(id, current.Reason))
            : (ModelStanding.Unproven, new StandingReason.NeverPromoted(id, current.Reason));
    }

    private static bool IsProven(string id, string recipe, CurrentModel current) =>
        id == current.Promoted && recipe == current.Evidence?.Recipe && current.Evidence?.Last?.Standing == RecipeStanding.Proven;

    private static bool IsOf(TradePlan plan, CurrentModel current, TradingSettings settings) =>
        plan == settings.Plan && current.Evidence?.MinConfidence == settings.Risk.MinConfidence;
}
