using Trading.Adapters.Alpaca.Http;
using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca.Orders;

/// <summary>Maps an order to the body that Alpaca expects, with the prices of a bracket's legs.</summary>
internal static class OrderBodyMapping
{
    public static Call Call(OrderRequest request) => Http.Call.Send(
        HttpMethod.Post, "/v2/orders", Body(request), AlpacaJson.Default.PlaceOrder, AlpacaJson.Default.AlpacaOrder);

    private static PlaceOrder Body(OrderRequest request) => new(
        request.Symbol,
        request.Quantity,
        request.Side == OrderSide.Buy ? "buy" : "sell",
        request.Type switch { OrderType.Market => "market", OrderType.Limit => "limit", _ => "stop" },
        request.GoodTilCancelled ? "gtc" : "day",
        request.LimitPrice,
        request.StopPrice,
        request.ExtendedHours ? true : null,
        request.Id.Value,
        request.Bracket is null ? null : "bracket",
        request.Bracket is { } target ? new TargetLeg(target.TakeProfitPrice) : null,
        request.Bracket is { } stop ? new StopLeg(stop.StopPrice) : null);
}
