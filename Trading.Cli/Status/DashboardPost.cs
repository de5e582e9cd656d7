using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Reporting.Dashboard;

namespace Trading.Cli.Status;

/// <summary>
/// Takes a halt or a resume from the page. A page elsewhere that a browser on this machine shows can send a request here, so each
/// must come from this very page: by its origin, and with the token that only this page knows.
/// </summary>
internal static class DashboardPost
{
    private const string HaltPath = "/halt";
    private const string ResumePath = "/resume";
    private const string NotFromThePage =
        "Nothing is done: this takes only what its own page sends. Load the page again, or use "
        + "'trading halt' and 'trading resume'.";

    /// <summary>Whether a path is an action's.</summary>
    public static bool Takes(PathString path) => path == HaltPath || path == ResumePath;

    /// <summary>Does what is asked and answers in words, as a page where the browser asks for one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="acts">What may be done.</param>
    /// <param name="stop">Ends it with the program; a browser that goes away ends nothing.</param>
    public static async Task AnswerAsync(HttpContext context, DashboardActs acts, CancellationToken stop)
    {
        var (status, text) = await ActAsync(context.Request, acts, stop);
        var isPage = $"{context.Request.Headers.Accept}".Contains("text/html", StringComparison.Ordinal);
        context.Response.StatusCode = status;
        context.Response.ContentType = isPage ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
        await context.Response.WriteAsync(isPage ? ActionPage.Answer(text, "", "/") : text, context.RequestAborted);
    }

    private static async Task<(int Status, string Text)> ActAsync(
        HttpRequest request, DashboardActs acts, CancellationToken stop)
    {
        if (!IsOwnOrigin(request) || await FormAsync(request, stop) is not { } form || !IsToken($"{form["token"]}", acts.Token))
            return (StatusCodes.Status403Forbidden, NotFromThePage);
        try
        {
            if (request.Path == ResumePath) return Answer(await acts.ResumeAsync(stop));
            var flatten = $"{form["flatten"]}";
            if (flatten is not ("" or "true" or "false"))
                return (StatusCodes.Status400BadRequest, "Nothing is halted: flatten is true or false, or is left out.");
            if (flatten == "true" && $"{form["confirm"]}" != ActionPage.FlattenWord)
                return (StatusCodes.Status400BadRequest, $"Nothing is halted: type {ActionPage.FlattenWord} to sell everything.");
            return HaltReason.ErrorOf($"{form["reason"]}") is { } error
                ? (StatusCodes.Status400BadRequest, $"Nothing is halted. {error}")
                : Answer(await acts.HaltAsync(flatten == "true", $"{form["reason"]}", stop));
        }
        catch (Exception e) when (e is RefusedException or StorageException or BrokerUnavailableException)
        {
            return (StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }

    private static (int Status, string Text) Answer(DashboardActed acted) =>
        (acted.IsDone ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, acted.Text);

    // The host was compared before; a browser says where a request comes from, and a page cannot make it lie.
    private static bool IsOwnOrigin(HttpRequest request) =>
        $"{request.Headers.Origin}" == $"http://{request.Host}" && $"{request.Headers["Sec-Fetch-Site"]}" is "" or "same-origin";

    private static bool IsToken(string given, string token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));

    private static async Task<IFormCollection?> FormAsync(HttpRequest request, CancellationToken stop)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync(stop) : null;
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException or IOException)
        {
            return null;
        }
    }
}
