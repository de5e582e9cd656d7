using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi.Account;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Orders;

/// <summary>Reads an order or a replacement from its body.</summary>
internal static class OrderParser
{
    /// <summary>
    /// The symbol of an order for dollars or for a fraction of a share, which no asset here allows; null for any other order.
    /// </summary>
    public static string? FractionOf(OrderBody body, AssetDirectory assets)
    {
        var isFraction = body.Number("notional") is not null
            || (body.Number("qty") is { } quantity && quantity != Math.Floor(quantity));
        if (!isFraction) return null;
        return body.Text("symbol") is { } symbol ? assets.Find(symbol) ?? symbol : null;
    }

    /// <exception cref="InvalidRequestException">A field is missing or wrong; the message names it.</exception>
    public static OrderTicket Order(OrderBody body, AssetDirectory assets)
    {
        var symbol = Require(body, "symbol");
        var type = Require(body, "type");
        var orderClass = Class(body);
        var (stopLoss, takeProfit) = (body.Part("stop_loss"), body.Part("take_profit"));
        if (orderClass == OrderClass.Simple && (stopLoss is not null || takeProfit is not null))
            throw new InvalidRequestException("take_profit and stop_loss need order_class bracket, oco or oto");
        var isOco = orderClass == OrderClass.OneCancelsOther;
        var target = takeProfit?.Number("limit_price");
        var request = new OrderRequest(
            new ClientOrderId(body.Text("client_order_id") ?? ""),
            assets.Find(symbol) ?? symbol,
            Side(Require(body, "side")),
            body.Shares("qty") ?? throw new InvalidRequestException("qty is required"),
            Type(type),
            isOco ? body.Number("limit_price") ?? target : body.Number("limit_price"),
            ExtendedHours: body.Flag("extended_hours"),
            StopPrice: body.Number("stop_price"));
        if (type is "stop" or "stop_limit" && (request.LimitPrice is null) == (type == "stop_limit"))
            throw new InvalidRequestException(type == "stop" ? "stop orders require no limit price"
                : "stop limit orders require both stop and limit price");
        return new OrderTicket(request)
        {
            TimeInForce = Time(Require(body, "time_in_force")),
            Class = orderClass,
            Legs = stopLoss is null && takeProfit is null
                ? null : new(stopLoss?.Number("stop_price"), stopLoss?.Number("limit_price"), isOco ? null : target),
            Trail = Trail(body, type),
        };
    }

    /// <exception cref="InvalidRequestException">A field is wrong; the message names it.</exception>
    public static OrderChange Change(OrderBody body) => new()
    {
        ClientId = body.Text("client_order_id") is { } id ? new ClientOrderId(id) : null,
        Quantity = body.Shares("qty"),
        LimitPrice = body.Number("limit_price"),
        StopPrice = body.Number("stop_price"),
        Trail = body.Number("trail"),
        TimeInForce = body.Text("time_in_force") is { } time ? Time(time) : null,
    };

    public static OrderSide Side(string text) => text switch
    {
        "buy" => OrderSide.Buy,
        "sell" => OrderSide.Sell,
        _ => throw new InvalidRequestException($"invalid side: {text}"),
    };

    private static OrderClass Class(OrderBody body) => body.Text("order_class") switch
    {
        null or "simple" => OrderClass.Simple,
        "bracket" => OrderClass.Bracket,
        "oco" => OrderClass.OneCancelsOther,
        "oto" => OrderClass.OneTriggersOther,
        "mleg" => throw new NotSimulatedException("order_class mleg"),
        var other => throw new InvalidRequestException($"invalid order_class: {other}"),
    };

    private static Trail? Trail(OrderBody body, string type)
    {
        var (dollars, percent) = (body.Number("trail_price"), body.Number("trail_percent"));
        if (type == "trailing_stop" || dollars is not null || percent is not null) return new Trail(dollars, percent);
        return null;
    }

    private static OrderType Type(string text) => text switch
    {
        "market" => OrderType.Market,
        "limit" => OrderType.Limit,
        "stop" or "stop_limit" or "trailing_stop" => OrderType.Stop,
        _ => throw new InvalidRequestException($"invalid type: {text}"),
    };

    private static TimeInForce Time(string text) => text switch
    {
        "day" => TimeInForce.Day,
        "gtc" => TimeInForce.GoodTillCancelled,
        "ioc" => TimeInForce.ImmediateOrCancel,
        "fok" => TimeInForce.FillOrKill,
        "opg" => TimeInForce.AtTheOpen,
        "cls" => TimeInForce.AtTheClose,
        _ => throw new InvalidRequestException($"invalid time_in_force: {text}"),
    };

    private static string Require(OrderBody body, string name) =>
        body.Text(name) ?? throw new InvalidRequestException($"{name} is required");
}
