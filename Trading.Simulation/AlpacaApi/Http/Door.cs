using System.Net;
using Microsoft.AspNetCore.Http;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>
/// Middleware: lets only programs on this machine in. A web page in a browser here could otherwise halt a symbol or send an
/// order: its requests carry an origin, and after a name was bound to this address (DNS rebinding) a foreign host.
/// </summary>
internal static class Door
{
    private const string Sentence =
        "This exchange serves programs on this machine: ask it at 127.0.0.1, not from a web page and by no other name.";

    public static async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        if (IsLocal(http.Request.Host) && !IsFromPage(http.Request.Headers)) await next(http);
        else await ApiErrors.WithCode(403, 40310000, Sentence).ExecuteAsync(http);
    }

    private static bool IsLocal(HostString host) =>
        string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host, out var address) && IPAddress.IsLoopback(address));

    // A browser that opens an address which a person has typed sends Sec-Fetch-Site: none, and no origin.
    private static bool IsFromPage(IHeaderDictionary headers) =>
        headers.Origin.Count > 0 || (headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site != "none");
}
