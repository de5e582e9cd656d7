using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary><c>/v2/account/activities</c>: the fills. Dividends and other activities without a trade are not told.</summary>
internal sealed class ActivityEndpoints(Simulator simulator)
{
    private const string FillType = "FILL";

    public void Map(IEndpointRouteBuilder v2)
    {
        v2.MapGet("/account/activities", List);
        v2.MapGet("/account/activities/{activity_type}", ListOf);
    }

    private ApiResponse List(ApiQuery query) => Answer(query, query.List("activity_types"), query.Text("category"));

    private ApiResponse ListOf([FromRoute(Name = "activity_type")] string type, ApiQuery query) => Answer(query, [type], null);

    private ApiResponse Answer(ApiQuery query, string[]? types, string? category)
    {
        var wanted = types?.Contains(FillType, StringComparer.Ordinal) != false && category is null or "trade_activity";
        var (after, until) = (query.Time("after"), query.Time("until"));
        var day = query.Time("date")?.InNewYork().Date;
        var isAscending = query.Text("direction") switch
        {
            null or "desc" => false,
            "asc" => true,
            var other => throw new InvalidRequestException($"invalid direction: {other}"),
        };
        var size = query.Number("page_size", 100, 1, 100);
        var all = wanted ? Fills() : [];
        if (!isAscending) all.Reverse();
        var token = query.Text("page_token");
        var from = token is null ? 0 : all.FindIndex(activity => activity.Id == token) + 1;
        var page = all.Skip(from)
            .Where(activity => (after is null || activity.Fill.At > after) && (until is null || activity.Fill.At < until)
                && (day is null || activity.Fill.At.InNewYork().Date == day))
            .Take(size).ToList();
        return ApiResponse.Json(200, json =>
        {
            json.WriteStartArray();
            foreach (var activity in page) Write(json, activity);
            json.WriteEndArray();
        });
    }

    private List<Activity> Fills()
    {
        var filled = new Dictionary<string, int>(StringComparer.Ordinal);
        var found = new List<Activity>();
        foreach (var fill in simulator.AccountFills)
        {
            var total = filled[fill.BrokerId] = filled.GetValueOrDefault(fill.BrokerId) + fill.Shares;
            var left = Math.Max(0, (simulator.Exchange.Find(fill.BrokerId)?.Quantity ?? total) - total);
            var time = fill.At.ToString("uuuuMMddHHmmssfff", CultureInfo.InvariantCulture);
            found.Add(new Activity($"{time}::{found.Count:x8}-0000-4000-8000-000000000000", fill, total, left));
        }
        return found;
    }

    private static void Write(Utf8JsonWriter json, Activity activity)
    {
        var (fill, isWhole) = (activity.Fill, activity.Left == 0);
        json.WriteStartObject();
        json.WriteString("id", activity.Id);
        json.WriteString("activity_type", FillType);
        json.WriteTime("transaction_time", fill.At);
        json.WriteString("type", isWhole ? "fill" : "partial_fill");
        json.WriteDecimal("price", fill.Price);
        json.WriteDecimal("qty", fill.Shares);
        json.WriteString("side", OrderFieldText.Side(fill.Side));
        json.WriteString("symbol", fill.Symbol);
        json.WriteDecimal("leaves_qty", activity.Left);
        json.WriteString("order_id", fill.BrokerId);
        json.WriteDecimal("cum_qty", activity.Total);
        json.WriteString("order_status", isWhole ? "filled" : "partially_filled");
        json.WriteEndObject();
    }

    private sealed record Activity(string Id, Fill Fill, int Total, int Left);
}
