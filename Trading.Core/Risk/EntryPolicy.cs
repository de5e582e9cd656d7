using Trading.Core.Learning;
using Trading.Core.Orders;

namespace Trading.Core.Risk;

/// <summary>What the entry rules say; shares and prices are set only when <paramref name="Reason"/> is Entered.</summary>
/// <param name="Reason">Entered, or the reason of the first rule that refuses.</param>
/// <param name="Shares">Whole shares.</param>
/// <param name="StopPrice">Dollars, a valid price.</param>
/// <param name="TakeProfitPrice">Dollars, a valid price.</param>
public readonly record struct EntryDecision(
    ReasonCode Reason, int Shares = 0, decimal StopPrice = 0, decimal TakeProfitPrice = 0);

/// <summary>
/// Holds the only list of entry rules, in the order in which they are asked. The scan, the sender and the command line's
/// preview all ask it; the first rule that refuses gives the reason. A new rule is one line of the list and one
/// <see cref="ReasonCode"/>.
/// </summary>
/// <param name="limits">The limits.</param>
/// <param name="plan">The trade that an entry begins.</param>
/// <param name="noEntryBeforeClose">How long before the closing bell entries stop.</param>
public sealed class EntryPolicy(RiskLimits limits, TradePlan plan, Duration noEntryBeforeClose)
{
    private const EntryStages AtDecisionAndSending = EntryStages.Decision | EntryStages.Sending;

    private readonly EntryRule[] rules =
    [
        // Written so that a probability that is not a number is refused too.
        new(
            ReasonCode.BelowMinConfidence, EntryStages.Preview | EntryStages.Decision,
            (c, _) => !(c.Probability >= limits.MinConfidence)),
        new(ReasonCode.TooLate, EntryStages.Sending, (_, x) => x.IsLate),
        new(ReasonCode.Halted, EntryStages.Preview | EntryStages.Decision | EntryStages.Sending, (_, x) => x.IsHalted),
        new(ReasonCode.NoPromotedModel, EntryStages.Preview | EntryStages.Decision, (_, x) => !x.Standing.MayTrade()),
        new(ReasonCode.DoubtedToday, EntryStages.Decision, (_, x) => x.IsDoubtedToday),
        new(ReasonCode.NotReconciled, EntryStages.Decision, (_, x) => x.Involved is null || x.Account is null),
        new(ReasonCode.TooCloseToTheClose, EntryStages.Preview | EntryStages.Decision,
            (_, x) => x.Minute < x.Session.Open || x.Minute >= x.Session.Close - noEntryBeforeClose),
        new(ReasonCode.AlreadyInvolved, EntryStages.Decision | EntryStages.Sending, (c, x) => x.Involved!.Contains(c.Symbol)),
        new(ReasonCode.OddPosition, EntryStages.Decision, (c, x) => x.Odd.Contains(c.Symbol)),
        new(ReasonCode.RestsAfterRefusal, EntryStages.Decision, (c, x) => x.Rests?.IsResting(c.Symbol, x.Minute) == true),
        new(
            ReasonCode.MaxOpenPositions, EntryStages.Decision | EntryStages.Sending,
            (_, x) => x.Involved!.Count >= limits.MaxOpenPositions),
        new(ReasonCode.TooSoonAfterTheOpen, EntryStages.Preview | EntryStages.Decision,
            (_, x) => x.Minute < x.Session.Open + limits.Protections.NoEntryAfterOpen),
        new(ReasonCode.ProtectionsUnknown, AtDecisionAndSending, (_, x) => x.Protections is { IsKnown: false }),
        new(ReasonCode.MaxDailyLoss, AtDecisionAndSending, (_, x) => x.Protections is { IsDailyLossReached: true }),
        new(ReasonCode.MaxLossesInRow, AtDecisionAndSending,
            (_, x) => x.Protections?.LossesInRow >= limits.Protections.MaxLossesInRow),
        new(ReasonCode.MaxTradesPerDay, AtDecisionAndSending,
            (_, x) => x.Protections?.Entries >= limits.Protections.MaxTradesPerDay),
        new(ReasonCode.RestsAfterStop, AtDecisionAndSending,
            (c, x) => x.Minute < x.Protections?.RestsUntil(c.Symbol, limits.Protections)),
        new(ReasonCode.MaxExposure, AtDecisionAndSending, (c, x) => c.Price * c.Shares > RoomOf(x, limits.Protections)),
        new(ReasonCode.MaxSectorExposure, AtDecisionAndSending,
            (c, x) => c.Price * c.Shares > RoomOf(c.Symbol, x, limits.Protections)),
        new(ReasonCode.NoValidBracket, EntryStages.Preview | EntryStages.Decision, (c, _) => plan.BracketAt(c.Price) is null),
        new(ReasonCode.RiskTooLarge, EntryStages.Decision, (c, x) => Size(c, x, limits, plan).Reason == ReasonCode.RiskTooLarge),
        new(
            ReasonCode.InsufficientBuyingPower, EntryStages.Decision,
            (c, x) => Size(c, x, limits, plan).Reason == ReasonCode.InsufficientBuyingPower),
    ];

    /// <summary>The limits on the day and the account.</summary>
    public ProtectionLimits Protections => limits.Protections;

    /// <summary>Decides on one candidate of a minute's scan.</summary>
    /// <param name="candidate">What the model would buy.</param>
    /// <param name="context">What is known.</param>
    public EntryDecision Decide(EntryCandidate candidate, EntryContext context)
    {
        if (Refusal(EntryStages.Decision, candidate, context) is { } reason) return new EntryDecision(reason);
        var bracket = plan.BracketAt(candidate.Price)!;
        var shares = Size(candidate, context, limits, plan).Shares;
        return new EntryDecision(ReasonCode.Entered, shares, bracket.StopPrice, bracket.TakeProfitPrice);
    }

    /// <summary>The reason of the first rule of a stage that refuses; null when none does.</summary>
    /// <param name="stage">Where the question is asked.</param>
    /// <param name="candidate">What the model would buy.</param>
    /// <param name="context">What is known. The stages Decision and Sending need to know which symbols are involved.</param>
    public ReasonCode? Refusal(EntryStages stage, EntryCandidate candidate, EntryContext context) =>
        Array.Find(rules, rule => rule.Stages.HasFlag(stage) && rule.Refuses(candidate, context))?.Reason;

    // Only asked once the bracket is known to be valid, and the exposure to leave room for a share.
    private static (int Shares, ReasonCode Reason) Size(
        EntryCandidate candidate, EntryContext context, RiskLimits limits, TradePlan plan)
    {
        var (shares, reason) = PositionSizer.Size(
            limits, context.Account!.Equity, context.Account.BuyingPower, candidate.Price,
            plan.BracketAt(candidate.Price)!.StopPrice);
        if (shares == 0) return (0, reason);
        if (limits.Sizing == PositionSizing.Volatility)
            shares = VolatilitySizing.Scale(shares, limits.StopLoss, candidate.ExpectedMove);
        if (shares < 1) return (0, ReasonCode.RiskTooLarge);
        if (RoomOf(context, limits.Protections) is { } room)
            shares = (int)Math.Min(shares, Math.Floor(room / candidate.Price));
        if (RoomOf(candidate.Symbol, context, limits.Protections) is { } ofSector)
            shares = (int)Math.Min(shares, Math.Floor(ofSector / candidate.Price));
        // A model on probation collects fills, not profits.
        return (context.Standing == ModelStanding.Probation ? 1 : shares, ReasonCode.Entered);
    }

    // What may be added to all that is held, dollars; null for no limit.
    private static decimal? RoomOf(EntryContext context, ProtectionLimits limits) =>
        (limits.MaxExposure * context.Account?.Equity) - context.Protections?.Exposure;

    // What may be added to the symbol's sector, dollars; null for no limit.
    private static decimal? RoomOf(string symbol, EntryContext context, ProtectionLimits limits) =>
        (limits.MaxSectorExposure * context.Account?.Equity)
            - context.Protections?.ExposureOf(limits.Sectors.Of(symbol), limits.Sectors);

    private sealed record EntryRule(ReasonCode Reason, EntryStages Stages, Func<EntryCandidate, EntryContext, bool> Refuses);
}
