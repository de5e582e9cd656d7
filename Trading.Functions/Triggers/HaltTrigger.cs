using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Trading.Adapters.Hosting;

namespace Trading.Functions.Triggers;

/// <summary>Stops entries until <see cref="ResumeTrigger"/>.</summary>
public sealed class HaltTrigger(HaltSwitch trading)
{
    /// <summary>Halts; <c>?flatten=true</c> sells everything with the next scan, <c>&amp;reason=...</c> is shown to whoever finds it halted.</summary>
    [Function("Halt")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "halt")] HttpRequest request, CancellationToken cancel) =>
        HaltAnswer.Of(request, await trading.HaltAsync(
            string.Equals(request.Query["flatten"], "true", StringComparison.OrdinalIgnoreCase), $"{request.Query["reason"]}", cancel));
}
