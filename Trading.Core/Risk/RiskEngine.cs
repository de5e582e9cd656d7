using Trading.Core.Market;

namespace Trading.Core.Risk;

/// <summary>Something the model would buy.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Probability">Calibrated probability of profit.</param>
/// <param name="Price">The newest price, dollars.</param>
public readonly record struct EntryCandidate(string Symbol, double Probability, decimal Price);

/// <summary>What is known of the account when a minute's entries are decided; each approved entry is counted in at once.</summary>
public sealed class RiskState
{
    private readonly HashSet<string> involved;

    /// <summary>Starts from what broker and journal agree on.</summary>
    /// <param name="involved">Symbols that are held, or have an order that is open or in doubt.</param>
    /// <param name="equity">Dollars.</param>
    /// <param name="buyingPower">Dollars.</param>
    public RiskState(IEnumerable<string> involved, decimal equity, decimal buyingPower)
    {
        this.involved = new HashSet<string>(involved, StringComparer.Ordinal);
        Equity = equity;
        BuyingPower = buyingPower;
    }

    /// <summary>The account's equity, dollars.</summary>
    public decimal Equity { get; }

    /// <summary>What may still be spent, dollars.</summary>
    public decimal BuyingPower { get; private set; }

    /// <summary>Positions and pending entries.</summary>
    public int Involved => involved.Count;

    /// <summary>Whether the symbol is held, or has an order that is open or in doubt.</summary>
    public bool IsInvolved(string symbol) => involved.Contains(symbol);

    /// <summary>Counts an entry in.</summary>
    public void Take(string symbol, decimal cost)
    {
        involved.Add(symbol);
        BuyingPower -= cost;
    }
}

/// <summary>What the pre-trade checks say; shares and prices are set only when <paramref name="Reason"/> is Entered.</summary>
/// <param name="Reason">Entered, or the first limit that refused.</param>
/// <param name="Shares">Whole shares.</param>
/// <param name="StopPrice">Dollars, a valid price.</param>
/// <param name="TakeProfitPrice">Dollars, a valid price.</param>
public readonly record struct EntryDecision(ReasonCode Reason, int Shares = 0, decimal StopPrice = 0, decimal TakeProfitPrice = 0);

/// <summary>The pre-trade checks: every entry passes them all, and every refusal has its reason.</summary>
/// <param name="limits">The limits.</param>
/// <param name="noEntryBeforeClose">How long before the closing bell entries stop.</param>
public sealed class RiskEngine(RiskLimits limits, Duration noEntryBeforeClose)
{
    /// <summary>Decides on one candidate and, when it is entered, counts it into <paramref name="state"/>.</summary>
    /// <param name="candidate">What the model would buy.</param>
    /// <param name="now">The minute of the decision.</param>
    /// <param name="session">The running session.</param>
    /// <param name="state">What is known of the account.</param>
    public EntryDecision Decide(EntryCandidate candidate, Instant now, Session session, RiskState state)
    {
        // Written so that a probability that is not a number is refused too.
        if (!(candidate.Probability >= limits.MinConfidence)) return new EntryDecision(ReasonCode.BelowMinConfidence);
        if (now < session.Open || now >= session.Close - noEntryBeforeClose) return new EntryDecision(ReasonCode.TooCloseToTheClose);
        if (state.IsInvolved(candidate.Symbol)) return new EntryDecision(ReasonCode.AlreadyInvolved);
        if (state.Involved >= limits.MaxOpenPositions) return new EntryDecision(ReasonCode.MaxOpenPositions);

        // Rounded towards the entry, the stop never risks more than StopLoss says.
        var stop = PriceIncrement.Up(candidate.Price * (1 - limits.StopLoss));
        var target = PriceIncrement.Up(candidate.Price * (1 + limits.TakeProfit));
        if (stop >= candidate.Price || target <= candidate.Price) return new EntryDecision(ReasonCode.NoValidBracket);

        var (shares, reason) = PositionSizer.Size(limits, state.Equity, state.BuyingPower, candidate.Price, stop);
        if (shares == 0) return new EntryDecision(reason);
        state.Take(candidate.Symbol, shares * candidate.Price);
        return new EntryDecision(ReasonCode.Entered, shares, stop, target);
    }
}
