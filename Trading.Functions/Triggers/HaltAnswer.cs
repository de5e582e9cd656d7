using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Trading.Adapters.Hosting;

namespace Trading.Functions.Triggers;

/// <summary>Answers to a halt or a resume, as text.</summary>
internal static class HaltAnswer
{
    /// <summary>What the switch did: 200 when the change stands in the journal, 503 with the error when it does not.</summary>
    public static ContentResult Of(HttpRequest request, SwitchAnswer answer) => PrivatePage.Of(
        request,
        "text/plain; charset=utf-8",
        answer.Text,
        answer.IsDone ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
