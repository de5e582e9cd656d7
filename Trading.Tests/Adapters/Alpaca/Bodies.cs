using System.Text.Json.Nodes;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>Bodies in the form of Alpaca's documents.</summary>
internal static class Bodies
{
    public const string Account = """
        {"id":"a","status":"ACTIVE","currency":"USD","equity":"123346.11","last_equity":"123001.5",
        "cash":"-122.005","buying_power":"245432.61",
         "trading_blocked":false,"new_field":{"x":1}}
        """;

    public const string Clock = """
        {"timestamp":"2025-11-03T10:31:00.5-05:00","is_open":true,
         "next_open":"2025-11-04T09:30:00-05:00","next_close":"2025-11-03T16:00:00-05:00"}
        """;

    public static JsonObject Order(
        string id, string status = "new", string side = "buy", string type = "market", string quantity = "5", string filled = "0",
        string? limit = null, string? stop = null, string at = "2025-11-03T15:31:00.123456789Z", string orderClass = "",
        params JsonObject[] legs) => new()
        {
            ["id"] = id,
            ["client_order_id"] = $"client-{id}",
            ["symbol"] = "SPY",
            ["asset_class"] = "us_equity",
            ["side"] = side,
            ["type"] = type,
            ["order_class"] = orderClass,
            ["status"] = status,
            ["qty"] = quantity,
            ["filled_qty"] = filled,
            ["filled_avg_price"] = filled == "0" ? null : "100.125",
            ["limit_price"] = limit,
            ["stop_price"] = stop,
            ["submitted_at"] = at,
            ["filled_at"] = filled == "0" ? null : "2025-11-03T15:31:01Z",
            ["legs"] = legs.Length == 0 ? null : new JsonArray([.. legs]),
        };

    public static JsonObject Target(string id, string status, string filled = "0") =>
        Order(id, status, "sell", "limit", filled: filled, limit: "104", orderClass: "bracket");

    public static JsonObject Stop(string id, string status, string filled = "0") =>
        Order(id, status, "sell", "stop", filled: filled, stop: "98", orderClass: "bracket");

    /// <summary>A bracket with the states of its entry, target and stop.</summary>
    public static JsonObject Bracket(
        string entry, string target, string stop, string id = "b", string at = "2025-11-03T15:31:00Z") =>
        Order(id, entry, filled: entry == "filled" ? "5" : "0", at: at, orderClass: "bracket",
            legs: [Target($"{id}-target", target), Stop($"{id}-stop", stop)]);

    public static StubAnswer List(params JsonObject[] items) => StubAnswer.Ok(new JsonArray([.. items]).ToJsonString());

    public static StubAnswer One(JsonObject item) => StubAnswer.Ok(item.ToJsonString());
}
