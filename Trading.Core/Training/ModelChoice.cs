using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>Why a person may not put a model to use.</summary>
public enum ModelChoiceRefusal
{
    /// <summary>It is the one in use.</summary>
    InUse,

    /// <summary>This program cannot use it (<see cref="ModelFormat.ErrorOf"/> says why).</summary>
    Unusable,

    /// <summary>The money is real and its recipe is not proven.</summary>
    NotProven,

    /// <summary>It learned from bars that were old then, or, where the money is real, are old now.</summary>
    LearnedFromOldBars,

    /// <summary>The money is real and no night has renewed the proof for <see cref="ModelInUse.LongestUnjudged"/>.</summary>
    ProofIsOld,
}

/// <summary>What a person's choice of a model comes to.</summary>
/// <param name="Next">What is in use from now on; null when the choice is refused.</param>
/// <param name="Refusal">Why it is refused; null when it is not.</param>
public sealed record ModelChoiceResult(CurrentModel? Next, ModelChoiceRefusal? Refusal);

/// <summary>
/// A person's choice of the model in use. It holds until the next night, which decides anew. With real money only a model of a
/// proven recipe may be chosen. The choice never makes a proof younger than it is.
/// </summary>
public static class ModelChoice
{
    /// <summary>Promotes a model: with play money it trades full positions, proven or not.</summary>
    /// <param name="card">The model.</param>
    /// <param name="current">What is in use now.</param>
    /// <param name="mode">Whose money it is.</param>
    /// <param name="now">The moment of the choice.</param>
    public static ModelChoiceResult Promote(ModelCard card, CurrentModel current, TradingMode mode, Instant now) =>
        card.Id == current.Promoted
            ? new ModelChoiceResult(null, ModelChoiceRefusal.InUse)
            : Choose(card, current, mode, now, promotes: true,
                "A person promoted this model with 'trading models promote'. The next night decides anew.");

    /// <summary>
    /// Goes back to the model that was in use before. It is promoted only when its recipe is proven; else it is asked as the
    /// newest model is, and what it may trade follows from the settings.
    /// </summary>
    /// <param name="predecessor">The model named by <see cref="CurrentModel.Previous"/>.</param>
    /// <param name="current">What is in use now.</param>
    /// <param name="mode">Whose money it is.</param>
    /// <param name="now">The moment of the choice.</param>
    public static ModelChoiceResult RollBack(ModelCard predecessor, CurrentModel current, TradingMode mode, Instant now) =>
        predecessor.Id == InUse(current)
            ? new ModelChoiceResult(null, ModelChoiceRefusal.InUse)
            : Choose(predecessor, current, mode, now, promotes: IsProven(predecessor, current),
                "A person went back to this model with 'trading models rollback'. The next night decides anew.");

    /// <summary>Id of the model that is asked now; null when there is none.</summary>
    public static string? InUse(CurrentModel current) => current.Promoted ?? current.Newest;

    private static bool IsProven(ModelCard card, CurrentModel current) =>
        current.Evidence is { Last.Standing: RecipeStanding.Proven } evidence && evidence.Recipe == card.Recipe;

    private static ModelChoiceResult Choose(
        ModelCard card, CurrentModel current, TradingMode mode, Instant now, bool promotes, string reason)
    {
        if (ModelFormat.ErrorOf(card) is not null) return new ModelChoiceResult(null, ModelChoiceRefusal.Unusable);
        var isOld = now.InNewYork().Date > card.Training.Last + Period.FromDays(ModelInUse.LongestUnjudged.Days + 1);
        if (current.OldBars?.ModelId == card.Id || (mode == TradingMode.Live && isOld))
            return new ModelChoiceResult(null, ModelChoiceRefusal.LearnedFromOldBars);
        var isProven = IsProven(card, current);
        if (mode == TradingMode.Live)
        {
            if (!isProven) return new ModelChoiceResult(null, ModelChoiceRefusal.NotProven);
            if (now - current.DecidedAt > ModelInUse.LongestUnjudged)
                return new ModelChoiceResult(null, ModelChoiceRefusal.ProofIsOld);
        }
        return new ModelChoiceResult(
            current with
            {
                Promoted = promotes ? card.Id : null,
                Newest = promotes ? current.Newest ?? card.Id : card.Id,
                Previous = InUse(current) == card.Id ? current.Previous : InUse(current),
                Reason = reason,
                DecidedAt = isProven ? current.DecidedAt : now,
            },
            null);
    }
}
