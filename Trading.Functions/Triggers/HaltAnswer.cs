using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Trading.Adapters.Hosting;

namespace Trading.Functions.Triggers;

/// <summary>What turning the switch came to, as text: 200 when it stands, 503 with the reason when it does not.</summary>
internal static class HaltAnswer
{
    /// <summary>The answer.</summary>
    public static ContentResult Of(HttpRequest request, SwitchAnswer answer) => PrivatePage.Of(
        request,
        "text/plain; charset=utf-8",
        answer.Text,
        answer.IsDone ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
