using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>What all requests for market data have in common.</summary>
internal static class DataQuery
{
    private static readonly string[] Feeds = ["sip", "iex", "otc", "boats", "delayed_sip", "overnight"];

    /// <summary>The symbols asked for, sorted, each once.</summary>
    public static string[] Symbols(ApiRequest request)
    {
        if (request.List("symbols") is not { Length: > 0 } symbols) throw new UnusableRequestException("symbols is required");
        return [.. symbols.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public static void CheckFeed(ApiRequest request)
    {
        if (request.Text("feed") is { } feed && !Feeds.Contains(feed, StringComparer.Ordinal))
            throw new UnusableRequestException($"invalid feed: {feed}");
    }

    public static bool NewestFirst(ApiRequest request) => request.Text("sort") switch
    {
        null or "asc" => false,
        "desc" => true,
        var other => throw new UnusableRequestException($"invalid sort: {other}"),
    };
}
