using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Trading.Functions.Triggers;

/// <summary>An answer about an account: no cache keeps it, and no other page frames it.</summary>
internal static class PrivatePage
{
    /// <summary>The answer to a request that cannot be understood or is not allowed: a sentence; nothing is changed.</summary>
    public static ContentResult Refused(HttpRequest request, string text, int status = StatusCodes.Status400BadRequest) =>
        Of(request, "text/plain; charset=utf-8", text, status);

    /// <summary>The answer with the headers that keep it private.</summary>
    public static ContentResult Of(HttpRequest request, string type, string text, int status = StatusCodes.Status200OK)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "frame-ancestors 'none'";
        return new ContentResult { Content = text, ContentType = type, StatusCode = status };
    }
}
