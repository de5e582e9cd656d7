using Trading.Core.Risk;

namespace Trading.Reporting;

/// <summary>What became of a prediction, in words.</summary>
public static class ReasonText
{
    /// <summary>The words for a reason; those of a refusal say what stood in the way.</summary>
    public static string Of(ReasonCode reason) => reason switch
    {
        ReasonCode.Entered => "Order sent",
        ReasonCode.BelowMinConfidence => "Not confident enough",
        ReasonCode.Halted => "Trading was halted",
        ReasonCode.NoPromotedModel => "The model may not trade: unproven or doubted",
        ReasonCode.DoubtedToday => "Entries stopped for the day: signals did not come true",
        ReasonCode.TooCloseToTheClose => "Too close to the closing bell",
        ReasonCode.AlreadyInvolved => "Already held or on order",
        ReasonCode.MaxOpenPositions => "As many positions open as allowed",
        ReasonCode.RiskTooLarge => "One share would risk too much",
        ReasonCode.TooSoonAfterTheOpen => "Too soon after the opening bell",
        ReasonCode.ProtectionsUnknown => "What a limit on the day or the account needs is not known",
        ReasonCode.MaxDailyLoss => "The day has lost as much as allowed",
        ReasonCode.MaxLossesInRow => "As many losing trades in a row as allowed",
        ReasonCode.MaxTradesPerDay => "As many trades today as allowed",
        ReasonCode.RestsAfterStop => "A stop sold lately: it waits",
        ReasonCode.MaxExposure => "As much money in positions as allowed",
        ReasonCode.MaxSectorExposure => "As much money in the sector as allowed",
        ReasonCode.InsufficientBuyingPower => "Not enough buying power",
        ReasonCode.NoValidBracket => "No valid stop and target around the price",
        ReasonCode.NotReconciled => "Broker and journal could not be reconciled",
        ReasonCode.RefusedByBroker => "The broker refused the order",
        ReasonCode.OutcomeUnknown => "Order sent, its fate unknown",
        ReasonCode.AlreadyDecided => "Decided before, so not again",
        ReasonCode.OddPosition => "The account holds something there that this system cannot have bought",
        ReasonCode.RestsAfterRefusal => "The broker refused an entry of late: it waits",
        ReasonCode.TooLate => "Too late: its minute had passed",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without words."),
    };
}
