using Trading.Core.Market;

namespace Trading.Core.Training;

/// <summary>The words for a model's standing. They are for people; no code reads them.</summary>
public static class StandingText
{
    /// <summary>The sentence for a reason; dates are New York's.</summary>
    public static string Of(StandingReason reason) => reason switch
    {
        StandingReason.Promoted r => $"{r.ModelId} is promoted. {r.Judgement}",
        StandingReason.NotJudgedSince r => $"{r.ModelId} has not been judged since {r.Since.InNewYork().Date:uuuu-MM-dd}, "
            + "so nothing is traded. See why the nightly training does not judge.",
        StandingReason.TradesUnproven r => $"{r.ModelId} is UNPROVEN and trades full positions of play money. {r.Judgement}",
        StandingReason.OnProbation r => $"{r.ModelId} is UNPROVEN and on probation: one share a signal. {r.Judgement}",
        StandingReason.Doubted r => $"{r.ModelId} is doubted, so nothing is traded. {r.Judgement}",
        StandingReason.NeverPromoted r => $"{r.ModelId} is unproven, so nothing is traded. {r.Judgement}",
        StandingReason.ProvenUnderOtherSettings r => $"{r.ModelId} was proven with another stop, target, horizon, cost or "
            + "MinConfidence than the settings have now, so nothing is traded. The next night judges it with these.",
        StandingReason.LearnedFromOldBars { Old: var old } => $"{old.ModelId} learned from old bars, so nothing is traded: the "
            + $"newest recorded session was {old.Newest:uuuu-MM-dd}, {old.SessionsBehind} sessions behind the exchange. Collect "
            + "or import newer bars, and train again.",
        StandingReason.NoneTrained r => r.Judgement,
        StandingReason.Unusable r => r.Error,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no sentence for this reason."),
    };
}
