using Trading.Core.Orders;

namespace Trading.Core.Storage;

/// <summary>A round trip. Its key is the client order id of the entry.</summary>
/// <param name="EntryId">Client order id of the entry.</param>
/// <param name="Session">Session of the entry (New York date); the partition.</param>
/// <param name="Symbol">The ticker.</param>
/// <param name="Quantity">Shares bought.</param>
/// <param name="EntryAt">When they were bought.</param>
/// <param name="EntryPrice">Average price paid, dollars.</param>
/// <param name="Probability">Calibrated probability of profit at the decision.</param>
/// <param name="ModelId">The model that gave it.</param>
/// <param name="ExitAt">When they were sold; null while open.</param>
/// <param name="ExitPrice">Average price received, dollars; null while open or not known.</param>
/// <param name="ExitReason">Why they were sold; null while open.</param>
public sealed record TradeRow(
    ClientOrderId EntryId,
    LocalDate Session,
    string Symbol,
    int Quantity,
    Instant EntryAt,
    decimal EntryPrice,
    double Probability,
    string ModelId,
    Instant? ExitAt = null,
    decimal? ExitPrice = null,
    ExitReason? ExitReason = null)
{
    /// <summary>Whether the position is still held.</summary>
    public bool IsOpen => ExitReason is null;

    /// <summary>Profit or loss in dollars; the prices include costs; null while open or not known.</summary>
    public decimal? Pnl => ExitPrice is { } exit ? (exit - EntryPrice) * Quantity : null;

    /// <summary>Profit or loss as a fraction of the entry price; null while open or not known.</summary>
    public decimal? Return => ExitPrice is { } exit ? (exit / EntryPrice) - 1m : null;

    /// <summary>
    /// Whether a journal may replace <paramref name="standing"/> by this trade. A program that writes late knows less than what
    /// is stored: so a closed trade never becomes open, a known exit price is never replaced by an unknown one, and between two
    /// trades that know equally much the shares never become fewer.
    /// </summary>
    public bool MayReplace(TradeRow standing) => KnownOf(this).CompareTo(KnownOf(standing)) switch
    {
        0 => Quantity >= standing.Quantity,
        var order => order > 0,
    };

    // Open, closed at an unknown price, closed at a known price: each knows more than the one before.
    private static int KnownOf(TradeRow trade) => trade.IsOpen ? 0 : trade.ExitPrice is null ? 1 : 2;
}
