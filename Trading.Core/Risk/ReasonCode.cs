namespace Trading.Core.Risk;

/// <summary>Why a prediction led to an order, or did not. Stored by name.</summary>
public enum ReasonCode
{
    /// <summary>An entry order was sent.</summary>
    Entered,

    /// <summary>The probability is below <see cref="RiskLimits.MinConfidence"/>.</summary>
    BelowMinConfidence,

    /// <summary>Trading was halted, by a person or by <see cref="ProtectionLimits.MaxDrawdown"/>.</summary>
    Halted,

    /// <summary>Nothing is proven of the model, or it is doubted, so nothing is traded.</summary>
    NoPromotedModel,

    /// <summary>This session's signals came true so much less often than claimed that entries stop for the day.</summary>
    DoubtedToday,

    /// <summary>Too little of the session is left to enter.</summary>
    TooCloseToTheClose,

    /// <summary>The symbol is held already, or an order for it is open or in doubt.</summary>
    AlreadyInvolved,

    /// <summary>The account holds something in the symbol that this system cannot have bought.</summary>
    OddPosition,

    /// <summary>The broker refused an entry of late, so the next one waits.</summary>
    RestsAfterRefusal,

    /// <summary>As many positions and pending entries exist as <see cref="RiskLimits.MaxOpenPositions"/> allows.</summary>
    MaxOpenPositions,

    /// <summary>Not even one share fits <see cref="RiskLimits.RiskPerTrade"/>, or the move that is expected.</summary>
    RiskTooLarge,

    /// <summary>Not even one share can be paid for.</summary>
    InsufficientBuyingPower,

    /// <summary>Stop, price and target do not stand in order once rounded to valid prices.</summary>
    NoValidBracket,

    /// <summary>Broker and journal could not be reconciled, so no entry is made.</summary>
    NotReconciled,

    /// <summary>The broker refused the order.</summary>
    RefusedByBroker,

    /// <summary>The order was to be sent or was sent, and its fate is not known; it stays open until a query settles
    /// it.</summary>
    OutcomeUnknown,

    /// <summary>The same decision was made before; its intent exists.</summary>
    AlreadyDecided,

    /// <summary>The minute had passed before the order could be sent.</summary>
    TooLate,

    /// <summary>Too little of the session has passed: <see cref="ProtectionLimits.NoEntryAfterOpen"/>.</summary>
    TooSoonAfterTheOpen,

    /// <summary>What a limit on the day or the account needs is not known, so nothing is bought.</summary>
    ProtectionsUnknown,

    /// <summary>The account has lost <see cref="ProtectionLimits.MaxDailyLoss"/> in the session.</summary>
    MaxDailyLoss,

    /// <summary>As many trades in a row lost as <see cref="ProtectionLimits.MaxLossesInRow"/> says.</summary>
    MaxLossesInRow,

    /// <summary>The session has had as many entries as <see cref="ProtectionLimits.MaxTradesPerDay"/> allows.</summary>
    MaxTradesPerDay,

    /// <summary>A stop has sold the symbol, or any, a short while ago.</summary>
    RestsAfterStop,

    /// <summary>Not one share more fits <see cref="ProtectionLimits.MaxExposure"/>.</summary>
    MaxExposure,

    /// <summary>Not one share more fits <see cref="ProtectionLimits.MaxSectorExposure"/>.</summary>
    MaxSectorExposure,
}

/// <summary>Questions that a reason answers.</summary>
public static class ReasonCodeExtensions
{
    /// <summary>Whether a prediction was a signal: confident enough to be traded.</summary>
    public static bool IsSignal(this ReasonCode reason) => reason != ReasonCode.BelowMinConfidence;

    /// <summary>Whether a signal, a prediction that was confident enough, came to nothing.</summary>
    public static bool IsRefusal(this ReasonCode reason) => reason is not (ReasonCode.Entered or ReasonCode.BelowMinConfidence);
}
