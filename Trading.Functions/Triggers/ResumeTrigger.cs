using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Trading.Adapters.Hosting;

namespace Trading.Functions.Triggers;

/// <summary>Lifts a halt.</summary>
public sealed class ResumeTrigger(HaltSwitch trading)
{
    /// <summary>Lets trading go on.</summary>
    [Function("Resume")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "resume")] HttpRequest request, CancellationToken cancel) =>
        UrlKey.Refused(request)
        ?? (await HaltRequest.BodyErrorAsync(request, cancel) is { } error
            ? PrivatePage.Refused(request, $"Nothing is resumed: {error}")
            : HaltAnswer.Of(request, await trading.ResumeAsync(cancel)));
}
