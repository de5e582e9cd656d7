using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi.Account;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Orders;

/// <summary>
/// Reads an order or a replacement from its body. A feature that Alpaca has and this exchange does not is an error that names it.
/// </summary>
internal static class OrderParser
{
    /// <exception cref="InvalidRequestException">A field is missing, wrong or not simulated; the message names it.</exception>
    public static (OrderRequest Request, TimeInForce Time) Order(OrderBody body, AssetDirectory assets)
    {
        Reject(body, "notional", "trail_price", "trail_percent");
        var symbol = Require(body, "symbol");
        var request = new OrderRequest(
            new ClientOrderId(body.Text("client_order_id") ?? ""),
            assets.Find(symbol) ?? symbol,
            Side(Require(body, "side")),
            body.Shares("qty") ?? throw new InvalidRequestException("qty is required"),
            Type(Require(body, "type")),
            body.Number("limit_price"),
            Bracket(body),
            body.Flag("extended_hours"));
        if (body.Number("stop_price") is not null)
            throw new InvalidRequestException("market and limit orders require no stop price");
        return (request, Time(Require(body, "time_in_force")));
    }

    /// <exception cref="InvalidRequestException">A field is wrong or not simulated; the message names it.</exception>
    public static OrderChange Change(OrderBody body)
    {
        Reject(body, "notional", "trail");
        return new OrderChange
        {
            ClientId = body.Text("client_order_id") is { } id ? new ClientOrderId(id) : null,
            Quantity = body.Shares("qty"),
            LimitPrice = body.Number("limit_price"),
            StopPrice = body.Number("stop_price"),
            TimeInForce = body.Text("time_in_force") is { } time ? Time(time) : null,
        };
    }

    public static OrderSide Side(string text) => text switch
    {
        "buy" => OrderSide.Buy,
        "sell" => OrderSide.Sell,
        _ => throw new InvalidRequestException($"invalid side: {text}"),
    };

    private static Bracket? Bracket(OrderBody body)
    {
        switch (body.Text("order_class"))
        {
            case null or "simple":
                return body.Part("take_profit") is null && body.Part("stop_loss") is null
                    ? null
                    : throw new InvalidRequestException("take_profit and stop_loss need order_class bracket");
            case "bracket":
                var target = body.Part("take_profit")?.Number("limit_price");
                var stop = body.Part("stop_loss");
                if (stop?.Number("limit_price") is not null)
                    throw new InvalidRequestException("stop_loss.limit_price: stop-limit legs are not simulated");
                return new Bracket(
                    stop?.Number("stop_price")
                        ?? throw new InvalidRequestException("bracket orders require stop_loss.stop_price"),
                    target ?? throw new InvalidRequestException("bracket orders require take_profit.limit_price"));
            case var other:
                throw new InvalidRequestException($"order_class {other} is not simulated");
        }
    }

    private static OrderType Type(string text) => text switch
    {
        "market" => OrderType.Market,
        "limit" => OrderType.Limit,
        "stop" or "stop_limit" or "trailing_stop" =>
            throw new InvalidRequestException($"orders of type {text} are not simulated"),
        _ => throw new InvalidRequestException($"invalid type: {text}"),
    };

    private static TimeInForce Time(string text) => text switch
    {
        "day" => TimeInForce.Day,
        "gtc" => TimeInForce.GoodTillCancelled,
        "opg" or "cls" or "ioc" or "fok" => throw new InvalidRequestException($"time_in_force {text} is not simulated"),
        _ => throw new InvalidRequestException($"invalid time_in_force: {text}"),
    };

    private static string Require(OrderBody body, string name) =>
        body.Text(name) ?? throw new InvalidRequestException($"{name} is required");

    private static void Reject(OrderBody body, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (body.Text(name) is not null) throw new InvalidRequestException($"{name} is not simulated");
        }
    }
}
