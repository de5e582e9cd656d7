using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Orders;

/// <summary>Reads the parameters of Alpaca's order list.</summary>
internal static class OrderListQuery
{
    /// <exception cref="UnusableRequestException">A parameter is wrong; the message names it.</exception>
    public static OrderQuery Read(ApiRequest request) => new()
    {
        Scope = request.Text("status") switch
        {
            null or "open" => OrderScope.Open,
            "closed" => OrderScope.Closed,
            "all" => OrderScope.All,
            var other => throw new UnusableRequestException($"invalid status: {other}"),
        },
        Limit = request.Number("limit", 50, 1, 500),
        After = request.Moment("after"),
        Until = request.Moment("until"),
        AfterId = request.Text("after_order_id"),
        BeforeId = request.Text("before_order_id"),
        NewestFirst = request.Text("direction") switch
        {
            null or "desc" => true,
            "asc" => false,
            var other => throw new UnusableRequestException($"invalid direction: {other}"),
        },
        Nested = request.Flag("nested"),
        Symbols = request.List("symbols")?.ToHashSet(StringComparer.Ordinal),
        Side = request.Text("side") is { } side ? OrderForm.Side(side) : null,
    };
}
