using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>Reads the parameters that all market-data endpoints share.</summary>
internal static class DataQuery
{
    private static readonly string[] Feeds = ["sip", "iex", "otc", "boats", "delayed_sip", "overnight"];

    /// <summary>The requested symbols, sorted and without duplicates.</summary>
    public static string[] Symbols(ApiQuery query)
    {
        if (query.List("symbols") is not { Length: > 0 } symbols) throw new InvalidRequestException("symbols is required");
        return [.. symbols.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public static void CheckFeed(ApiQuery query)
    {
        if (query.Text("feed") is { } feed && !Feeds.Contains(feed, StringComparer.Ordinal))
            throw new InvalidRequestException($"invalid feed: {feed}");
    }

    public static bool NewestFirst(ApiQuery query) => query.Text("sort") switch
    {
        null or "asc" => false,
        "desc" => true,
        var other => throw new InvalidRequestException($"invalid sort: {other}"),
    };
}
