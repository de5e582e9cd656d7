using Trading.Simulation.AlpacaApi.Account;
using Trading.Simulation.AlpacaApi.Data;
using Trading.Simulation.AlpacaApi.Orders;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>Where a request goes.</summary>
/// <param name="Name">The route as Alpaca's documents spell it, such as <c>GET /v2/orders/{order_id}</c>.</param>
/// <param name="Answer">Its page.</param>
internal sealed record Route(string Name, Func<ApiRequest, ApiAnswer> Answer);

/// <summary>Alpaca's endpoints, as far as they are simulated.</summary>
internal sealed class Routes
{
    /// <summary>The path of the clock, which paces a simulation that follows its client.</summary>
    public const string Clock = "/v2/clock";

    private readonly Dictionary<(string Method, string Path), Route> exact = [];
    private readonly List<(string Method, string Prefix, Route Route)> prefixes = [];

    public Routes(
        AccountPage account, CalendarPages calendar, AssetPages assets, PositionPages positions, LiquidationPages liquidation,
        OrderPages orders, BarPages bars, LatestPages latest)
    {
        Add("GET", "/v2/account", account.Answer);
        Add("GET", Clock, calendar.Clock);
        Add("GET", "/v2/calendar", calendar.Calendar);
        Add("GET", "/v2/assets", assets.List);
        AddPrefix("GET", "/v2/assets/", "{symbol_or_asset_id}", assets.One);
        Add("GET", "/v2/positions", positions.List);
        AddPrefix("GET", "/v2/positions/", "{symbol_or_asset_id}", positions.One);
        Add("DELETE", "/v2/positions", liquidation.All);
        AddPrefix("DELETE", "/v2/positions/", "{symbol_or_asset_id}", liquidation.One);
        Add("GET", "/v2/orders", orders.List);
        Add("POST", "/v2/orders", orders.Submit);
        Add("DELETE", "/v2/orders", orders.CancelAll);
        Add("GET", "/v2/orders:by_client_order_id", orders.ByClientId);
        AddPrefix("GET", "/v2/orders/", "{order_id}", orders.One);
        AddPrefix("PATCH", "/v2/orders/", "{order_id}", orders.Replace);
        AddPrefix("DELETE", "/v2/orders/", "{order_id}", orders.Cancel);
        Add("GET", "/v2/stocks/bars", bars.Answer);
        Add("GET", "/v2/stocks/bars/latest", latest.Bars);
        Add("GET", "/v2/stocks/quotes/latest", latest.Quotes);
    }

    /// <summary>Whether a path belongs to the market-data API, whose errors look different.</summary>
    public static bool IsData(string path) => path.StartsWith("/v2/stocks/", StringComparison.Ordinal);

    /// <summary>The route of a request, and what its path names; null when there is none.</summary>
    public (Route Route, string Target)? Find(string method, string path)
    {
        if (exact.TryGetValue((method, path), out var route)) return (route, "");
        foreach (var (verb, prefix, candidate) in prefixes)
        {
            if (verb != method || !path.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var target = path[prefix.Length..];
            if (target.Length > 0 && !target.Contains('/', StringComparison.Ordinal)) return (candidate, target);
        }
        return null;
    }

    private void Add(string method, string path, Func<ApiRequest, ApiAnswer> answer) =>
        exact.Add((method, path), new Route($"{method} {path}", answer));

    private void AddPrefix(string method, string prefix, string parameter, Func<ApiRequest, ApiAnswer> answer) =>
        prefixes.Add((method, prefix, new Route($"{method} {prefix}{parameter}", answer)));
}
