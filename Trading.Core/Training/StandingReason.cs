using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>Why the model in use stands where it stands. <see cref="StandingText"/> makes the sentence.</summary>
public abstract record StandingReason
{
    private StandingReason()
    {
    }

    /// <summary>The model was promoted.</summary>
    /// <param name="ModelId">The model.</param>
    /// <param name="Judgement">What the night's judgement said.</param>
    public sealed record Promoted(string ModelId, string Judgement) : StandingReason;

    /// <summary>No night has judged the model for longer than a promotion lasts.</summary>
    /// <param name="ModelId">The model.</param>
    /// <param name="Since">When it was judged last.</param>
    public sealed record NotJudgedSince(string ModelId, Instant Since) : StandingReason;

    /// <summary>The settings, or a person, let an unproven model trade full positions.</summary>
    /// <param name="ModelId">The model.</param>
    /// <param name="Judgement">What the night's judgement said.</param>
    public sealed record TradesUnproven(string ModelId, string Judgement) : StandingReason;

    /// <summary>An unproven model trades one share a signal.</summary>
    /// <param name="ModelId">The model.</param>
    /// <param name="Judgement">What the night's judgement said.</param>
    public sealed record OnProbation(string ModelId, string Judgement) : StandingReason;

    /// <summary>The model's recipe is doubted.</summary>
    /// <param name="ModelId">The model.</param>
    /// <param name="Judgement">What the night's judgement said.</param>
    public sealed record Doubted(string ModelId, string Judgement) : StandingReason;

    /// <summary>The model was proven with another stop, target, horizon, cost or threshold than the settings have now.</summary>
    /// <param name="ModelId">The model.</param>
    public sealed record ProvenUnderOtherSettings(string ModelId) : StandingReason;

    /// <summary>The model learned from bars that were old then.</summary>
    /// <param name="Old">The model, and how old its bars were.</param>
    public sealed record LearnedFromOldBars(OldBars Old) : StandingReason;

    /// <summary>No model has been promoted; the newest is asked.</summary>
    /// <param name="ModelId">The newest model.</param>
    /// <param name="Judgement">What the night's judgement said.</param>
    public sealed record NeverPromoted(string ModelId, string Judgement) : StandingReason;

    /// <summary>No model has been trained.</summary>
    /// <param name="Judgement">What the registry says about it.</param>
    public sealed record NoneTrained(string Judgement) : StandingReason;

    /// <summary>The model in use cannot be loaded.</summary>
    /// <param name="Error">What went wrong.</param>
    public sealed record Unusable(string Error) : StandingReason;
}
