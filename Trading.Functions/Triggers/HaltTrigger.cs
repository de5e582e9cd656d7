using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Trading.Adapters.Hosting;

namespace Trading.Functions.Triggers;

/// <summary>Stops entries until <see cref="ResumeTrigger"/>.</summary>
public sealed class HaltTrigger(HaltSwitch trading)
{
    /// <summary>
    /// Halts; <c>?flatten=true</c> also sells everything with the next scan, <c>&amp;reason=...</c> is shown with the halt. The
    /// same may be said in a JSON body. What cannot be understood answers 400 and halts nothing: the person who sends it expects
    /// a sale.
    /// </summary>
    [Function("Halt")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "halt")] HttpRequest request, CancellationToken cancel)
    {
        if (UrlKey.Refused(request) is { } refused) return refused;
        var (asked, error) = await HaltRequest.ReadAsync(request, cancel);
        return asked is null
            ? PrivatePage.Refused(request, $"Nothing is halted: {error}")
            : HaltAnswer.Of(request, await trading.HaltAsync(asked.Flatten, asked.Reason, cancel));
    }
}
