namespace Trading.Core.Market;

/// <summary>The best bid and ask of a symbol, dollars, at a moment.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="At">When it was made, by the exchange's time.</param>
/// <param name="Bid">The highest price that a buyer offers; 0 when none does.</param>
/// <param name="Ask">The lowest price that a seller asks; 0 when none does.</param>
public readonly record struct Quote(string Symbol, Instant At, decimal Bid, decimal Ask)
{
    /// <summary>How old a fresh quote is at most; an older one tells what was offered once, not what a sale brings.</summary>
    public static readonly Duration LongestAge = Duration.FromMinutes(5);

    /// <summary>
    /// Why no limit price can be taken from the quote; null when it is fresh, has a bid, and its bid is not above its ask.
    /// </summary>
    /// <param name="now">The exchange's time.</param>
    public string? Error(Instant now)
    {
        if (Bid <= 0) return "has no bid";
        if (Bid > Ask) return $"is crossed, with a bid of {Bid} above an ask of {Ask}";
        var age = now - At;
        if (age >= -LongestAge && age <= LongestAge) return null;
        return $"is not fresh: it is of {At.InNewYork():uuuu-MM-dd HH:mm} New York";
    }
}
