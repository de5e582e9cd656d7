using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Orders;

/// <summary>Reads the parameters of Alpaca's order list.</summary>
internal static class OrderQueryParser
{
    /// <exception cref="InvalidRequestException">A parameter is wrong; the message names it.</exception>
    public static OrderQuery Read(ApiQuery query) => new()
    {
        Scope = query.Text("status") switch
        {
            null or "open" => OrderScope.Open,
            "closed" => OrderScope.Closed,
            "all" => OrderScope.All,
            var other => throw new InvalidRequestException($"invalid status: {other}"),
        },
        Limit = query.Number("limit", 50, 1, 500),
        After = query.Time("after"),
        Until = query.Time("until"),
        AfterId = query.Text("after_order_id"),
        BeforeId = query.Text("before_order_id"),
        NewestFirst = query.Text("direction") switch
        {
            null or "desc" => true,
            "asc" => false,
            var other => throw new InvalidRequestException($"invalid direction: {other}"),
        },
        Nested = query.Flag("nested"),
        Symbols = query.List("symbols")?.ToHashSet(StringComparer.Ordinal),
        Side = query.Text("side") is { } side ? OrderParser.Side(side) : null,
    };
}
