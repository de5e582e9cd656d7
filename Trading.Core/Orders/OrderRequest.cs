namespace Trading.Core.Orders;

/// <summary>An order as it is sent to a broker.</summary>
/// <param name="Id">Its client order id.</param>
/// <param name="Symbol">The ticker.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Quantity">Whole shares, above zero.</param>
/// <param name="Type">Market, limit or stop.</param>
/// <param name="LimitPrice">The limit, dollars, when <paramref name="Type"/> is a limit.</param>
/// <param name="Bracket">Stop and target that the broker keeps for an entry; null on an exit.</param>
/// <param name="ExtendedHours">Whether it may fill outside regular hours (limit orders without a bracket only).</param>
/// <param name="StopPrice">The price whose trade makes a stop a market order, dollars; null for the other types.</param>
/// <param name="GoodTilCancelled">Whether it outlives the close of its session; otherwise it is a day order.</param>
public sealed record OrderRequest(
    ClientOrderId Id,
    string Symbol,
    OrderSide Side,
    int Quantity,
    OrderType Type,
    decimal? LimitPrice = null,
    Bracket? Bracket = null,
    bool ExtendedHours = false,
    decimal? StopPrice = null,
    bool GoodTilCancelled = false);

/// <summary>The protection of an entry, kept at the broker: one leg's fill cancels the other.</summary>
/// <param name="StopPrice">Sell at market once this trades, dollars.</param>
/// <param name="TakeProfitPrice">Sell at this limit, dollars.</param>
public sealed record Bracket(decimal StopPrice, decimal TakeProfitPrice);
