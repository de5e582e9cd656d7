using Trading.Core.Orders;

namespace Trading.Core.Risk;

/// <summary>A position that was closed today, whenever it was entered.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="At">When its last share was sold.</param>
/// <param name="Reason">Why.</param>
/// <param name="Pnl">Profit or loss, dollars; null when the price of the sale is not known.</param>
public sealed record ClosedPosition(string Symbol, Instant At, ExitReason Reason, decimal? Pnl)
{
    /// <summary>Whether it lost money; one whose price is not known counts as a loss.</summary>
    public bool IsLoss => Pnl is null or < 0;
}
