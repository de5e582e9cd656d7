using Trading.Core.Execution;

namespace Trading.Simulation.Exchange;

/// <summary>Shares that changed hands in one bar.</summary>
/// <param name="At">When: the start of the bar for its open, else its end.</param>
/// <param name="Symbol">The ticker.</param>
/// <param name="Side">Bought or sold.</param>
/// <param name="Shares">How many.</param>
/// <param name="Price">At what price, dollars, slippage included.</param>
/// <param name="BrokerId">The exchange's id of the order.</param>
/// <param name="ClientId">The order's client order id.</param>
public sealed record Fill(Instant At, string Symbol, OrderSide Side, int Shares, decimal Price, string BrokerId, ClientOrderId ClientId);
