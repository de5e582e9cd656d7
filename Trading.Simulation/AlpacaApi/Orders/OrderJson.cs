using System.Globalization;
using System.Text.Json;
using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi.Account;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Orders;

/// <summary>Writes an order in the format of the trading API.</summary>
internal static class OrderJson
{
    /// <param name="json">The writer.</param>
    /// <param name="details">The order.</param>
    /// <param name="nested">Whether the legs are written inside the order.</param>
    /// <param name="isQueued">Whether the order waits for the market to open.</param>
    /// <param name="isNestedLeg">Whether the order is a leg inside its entry, where Alpaca leaves out the expiry.</param>
    public static void Write(Utf8JsonWriter json, OrderDetails details, bool nested, bool isQueued, bool isNestedLeg = false)
    {
        var order = details.Order;
        json.WriteStartObject();
        json.WriteString("id", order.BrokerId);
        json.WriteString("client_order_id", order.ClientId.Value);
        json.WriteTime("created_at", order.SubmittedAt);
        json.WriteTime("updated_at", details.UpdatedAt);
        json.WriteTime("submitted_at", order.SubmittedAt);
        json.WriteTime("filled_at", order.FilledAt);
        json.WriteTime("canceled_at", details.CancelledAt);
        json.WriteTime("expired_at", details.ExpiredAt);
        if (details.ExpiresAt is { } expiry && !isNestedLeg) json.WriteTime("expires_at", expiry);
        json.WriteTime("failed_at", details.RejectedAt);
        json.WriteTime("replaced_at", details.ReplacedAt);
        json.WriteString("replaced_by", details.ReplacedBy);
        json.WriteString("replaces", details.Replaces);
        json.WriteString("asset_id", AssetDirectory.IdOf(order.Symbol));
        json.WriteString("symbol", order.Symbol);
        json.WriteString("asset_class", "us_equity");
        json.WriteString("qty", order.Quantity.ToString(CultureInfo.InvariantCulture));
        json.WriteString("filled_qty", order.FilledQuantity.ToString(CultureInfo.InvariantCulture));
        json.WriteDecimal("filled_avg_price", order.FilledPrice);
        json.WriteString("order_class", OrderFieldText.Class(details.Class));
        json.WriteString("order_type", OrderFieldText.Type(details));
        json.WriteString("type", OrderFieldText.Type(details));
        json.WriteString("side", OrderFieldText.Side(order.Side));
        json.WriteString("position_intent", order.Side == OrderSide.Buy ? "buy_to_open" : "sell_to_close");
        json.WriteString("time_in_force", OrderFieldText.Time(details.TimeInForce));
        json.WriteDecimal("limit_price", order.LimitPrice);
        json.WriteDecimal("stop_price", order.StopPrice);
        json.WriteDecimal("hwm", details.BestPrice);
        json.WriteDecimal("trail_price", details.Trail?.Dollars);
        json.WriteDecimal("trail_percent", details.Trail?.Percent);
        json.WriteString("status", Status(details, isQueued));
        json.WriteBoolean("extended_hours", details.ExtendedHours);
        json.WriteNull("notional");
        if (nested && details.Legs.Count > 0)
        {
            json.WriteStartArray("legs");
            foreach (var leg in details.Legs) Write(json, leg, nested: false, isQueued, isNestedLeg: true);
            json.WriteEndArray();
        }
        else
        {
            json.WriteNull("legs");
        }
        json.WriteEndObject();
    }

    private static string Status(OrderDetails details, bool isQueued) =>
        OrderFieldText.Status(details) is var word && word == "new" && isQueued && !details.ExtendedHours ? "accepted" : word;
}
