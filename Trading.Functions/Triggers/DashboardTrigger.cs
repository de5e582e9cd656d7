using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Trading.Adapters.Hosting;
using Trading.Core.Storage;
using Trading.Reporting.Dashboard;

namespace Trading.Functions.Triggers;

/// <summary>Where everything stands, for a person.</summary>
public sealed class DashboardTrigger(HostStatus status)
{
    // Each look asks the broker, whose answers the scan needs more.
    private const int RefreshSeconds = 30;

    /// <summary>The report as a page.</summary>
    [Function("Dashboard")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dashboard")] HttpRequest request, CancellationToken cancel) =>
        UrlKey.Refused(request) ?? await PageAsync(request, status, cancel);

    /// <summary>The page as the answer to a request that may see it; the same address with a query has its other pages.</summary>
    internal static async Task<ContentResult> PageAsync(HttpRequest request, HostStatus status, CancellationToken cancel)
    {
        try
        {
            return PrivatePage.Of(
                request,
                "text/html; charset=utf-8",
                await DashboardSite.RenderAsync(
                    DashboardRequest.Of(name => $"{request.Query[name]}"),
                    new DashboardSource(status.ReadAsync, status.DecisionsAsync, status.TradeAsync),
                    new DashboardOptions
                    {
                        MinConfidence = status.MinConfidence,
                        RefreshSeconds = RefreshSeconds,
                        Acting = new DashboardActing { SaleTime = "with the next scan" },
                    },
                    cancel));
        }
        catch (StorageException e)
        {
            return PrivatePage.Refused(request, e.Message, StatusCodes.Status503ServiceUnavailable);
        }
    }
}
