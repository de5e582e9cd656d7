using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Trading.Adapters.Hosting;

namespace Trading.Functions.Triggers;

/// <summary>What turning the switch came to, as text: 200 when it stands, 503 with the reason when it does not.</summary>
internal static class HaltAnswer
{
    /// <summary>The answer to a request that cannot be understood: 400 with a sentence, and nothing is changed.</summary>
    public static ContentResult Refused(HttpRequest request, string text) =>
        PrivatePage.Of(request, "text/plain; charset=utf-8", text, StatusCodes.Status400BadRequest);

    /// <summary>The answer.</summary>
    public static ContentResult Of(HttpRequest request, SwitchAnswer answer) => PrivatePage.Of(
        request,
        "text/plain; charset=utf-8",
        answer.Text,
        answer.IsDone ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
