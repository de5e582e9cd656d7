using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>A trade: shares of one order bought or sold in one bar.</summary>
/// <param name="At">The time: the start of the bar for a fill at its open, else the end of the bar.</param>
/// <param name="Symbol">The ticker.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Shares">The number of shares.</param>
/// <param name="Price">The price a share, dollars, slippage included.</param>
/// <param name="BrokerId">The exchange's id of the order.</param>
/// <param name="ClientId">The order's client order id.</param>
public sealed record Fill(
    Instant At, string Symbol, OrderSide Side, int Shares, decimal Price, string BrokerId, ClientOrderId ClientId);
