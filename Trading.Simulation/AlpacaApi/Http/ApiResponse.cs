using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>A response, complete before any of it is sent.</summary>
internal sealed record ApiResponse(int Status, ReadOnlyMemory<byte> Body, string ContentType = "application/json; charset=UTF-8")
    : IResult, IStatusCodeHttpResult
{
    public static ApiResponse NoContent { get; } = new(204, default);

    /// <summary>A page of HTML, where a client expects JSON.</summary>
    public static ApiResponse Html { get; } = new(
        200,
        Encoding.UTF8.GetBytes(
            "<html><head><title>Down for maintenance</title></head><body>Please come back later.</body></html>"),
        "text/html");

    /// <summary>After how many seconds a client may ask again; null where the response does not say.</summary>
    public int? RetryAfter { get; init; }

    int? IStatusCodeHttpResult.StatusCode => Status;

    public static ApiResponse Json(int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return new ApiResponse(status, buffer.WrittenMemory);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        WriteHead(httpContext.Response);
        if (Body.Length > 0) await httpContext.Response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }

    /// <summary>Sends the head and the first half of the body.</summary>
    public async Task SendHalfAsync(HttpContext http)
    {
        if (Body.Length == 0) return;
        WriteHead(http.Response);
        await http.Response.Body.WriteAsync(Body[..(Body.Length / 2)], http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private void WriteHead(HttpResponse response)
    {
        response.StatusCode = Status;
        if (RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (Body.Length == 0) return;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
    }
}
