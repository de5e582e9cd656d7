using Trading.Core.Market;

namespace Trading.Core.Evaluation.Holding;

/// <summary>What a person should know of a universe that was held.</summary>
public sealed record HoldingFacts
{
    /// <summary>Nothing was held.</summary>
    public static readonly HoldingFacts None = new();

    /// <summary>How many equal parts the money had: one for each symbol that was held at the same time.</summary>
    public int Parts { get; init; }

    /// <summary>Symbols whose first regular bar comes after the first session: their money waited in cash until then.</summary>
    public IReadOnlyList<SymbolDate> Listed { get; init; } = [];

    /// <summary>Symbols whose bars end before the last session: they were sold at their last regular close, and their money
    /// waited in cash.</summary>
    public IReadOnlyList<SymbolDate> Ended { get; init; } = [];

    /// <summary>Symbols that have no bar in some sessions between their first and their last one; they were held
    /// meanwhile. Not counted with a universe rule.</summary>
    public IReadOnlyList<SymbolGap> Gaps { get; init; } = [];

    /// <summary>Steps in the price from one session to the next that look like a split.</summary>
    public IReadOnlyList<OvernightStep> Steps { get; init; } = [];

    /// <summary>Sales at the end of the range at a price from long before its closing bell.</summary>
    public StaleExits StaleExits { get; init; } = StaleExits.None;
}

/// <summary>A symbol with a session.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Session">New York date.</param>
public sealed record SymbolDate(string Symbol, LocalDate Session);

/// <summary>Sessions in which a symbol has no bar, although it has some before and after.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Sessions">How many.</param>
/// <param name="First">The first of them, New York date.</param>
public sealed record SymbolGap(string Symbol, int Sessions, LocalDate First);

/// <summary>A step in the price that looks like a split.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Session">The first session at the new price, New York date.</param>
/// <param name="Before">The last regular close before it, dollars.</param>
/// <param name="After">The first regular open after it, dollars.</param>
/// <param name="Ratio">The split that it looks like.</param>
/// <param name="IsAdjusted">Whether the shares were multiplied as in that split; otherwise far more shares changed hands than
/// a split explains, and the step counts as a true one.</param>
public sealed record OvernightStep(
    string Symbol, LocalDate Session, decimal Before, decimal After, SplitRatio Ratio, bool IsAdjusted);

/// <summary>Sales at prices from long before the sale, because the symbol had no bar since.</summary>
/// <param name="Count">How many.</param>
/// <param name="WorstMinutes">The age of the oldest of those prices, minutes; 0 without any.</param>
/// <param name="Symbols">The tickers, sorted.</param>
public sealed record StaleExits(int Count, int WorstMinutes, IReadOnlyList<string> Symbols)
{
    /// <summary>The oldest price that is not called stale: the time that a sale before the closing bell has.</summary>
    public static readonly Duration Fresh = Duration.FromMinutes(5);

    /// <summary>No such sale.</summary>
    public static readonly StaleExits None = new(0, 0, []);

    /// <summary>The stale ones among some sales.</summary>
    /// <param name="sales">The ticker of each, and the age of its price.</param>
    public static StaleExits Of(IEnumerable<(string Symbol, Duration Age)> sales)
    {
        var stale = sales.Where(sale => sale.Age > Fresh).ToList();
        return stale.Count == 0 ? None : new StaleExits(
            stale.Count, (int)stale.Max(sale => sale.Age).TotalMinutes,
            [.. stale.Select(sale => sale.Symbol).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}
