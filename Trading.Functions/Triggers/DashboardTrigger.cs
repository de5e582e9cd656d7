using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Trading.Adapters.Hosting;
using Trading.Reporting.Dashboard;

namespace Trading.Functions.Triggers;

/// <summary>Where everything stands, for a person.</summary>
public sealed class DashboardTrigger(HostStatus status)
{
    /// <summary>The report as a page.</summary>
    [Function("Dashboard")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dashboard")] HttpRequest request, CancellationToken cancel) =>
        UrlKey.Refused(request) ?? await PageAsync(request, status, cancel);

    /// <summary>The page as the answer to a request that may see it.</summary>
    internal static async Task<ContentResult> PageAsync(HttpRequest request, HostStatus status, CancellationToken cancel) =>
        PrivatePage.Of(
            request,
            "text/html; charset=utf-8",
            DashboardPage.Render(await status.ReadAsync(cancel), new DashboardOptions { MinConfidence = status.MinConfidence }));
}
