using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Trading.Adapters.Hosting;
using Trading.Reporting;

namespace Trading.Functions.Triggers;

/// <summary>Where everything stands, for programs.</summary>
public sealed class StatusTrigger(HostStatus status)
{
    /// <summary>The report as JSON.</summary>
    [Function("Status")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "status")] HttpRequest request, CancellationToken cancel) =>
        UrlKey.Refused(request)
        ?? PrivatePage.Of(request, "application/json; charset=utf-8", StatusJson.Of(await status.ReadAsync(cancel)));
}
