using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Trading.Functions.Triggers;

/// <summary>Refuses requests that carry a key in their URL, where the Functions host would take one, too.</summary>
internal static class UrlKey
{
    private const string Refusal =
        "Nothing is done: a key belongs into the header x-functions-key, because a URL ends up in histories, logs and telemetry. "
        + "Renew the key that was sent.";

    /// <summary>The answer to such a request; null for any other.</summary>
    public static ContentResult? Refused(HttpRequest request) =>
        request.Query.ContainsKey("code") ? PrivatePage.Refused(request, Refusal) : null;
}
