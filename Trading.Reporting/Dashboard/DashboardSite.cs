using Trading.Core.Orders;
using Trading.Core.Status;

namespace Trading.Reporting.Dashboard;

/// <summary>Where a dashboard's pages come from; the same on a person's machine and in the cloud.</summary>
/// <param name="StatusAsync">Reads where everything stands.</param>
/// <param name="DecisionsAsync">Reads the decisions of a report's session; null when the journal does not answer.</param>
/// <param name="TradeAsync">Finds a trade; null when there is none.</param>
public sealed record DashboardSource(
    Func<CancellationToken, Task<StatusReport>> StatusAsync,
    Func<DayStatus, DecisionFilter, CancellationToken, Task<DayDecisions?>> DecisionsAsync,
    Func<ClientOrderId, CancellationToken, Task<TradeDetail?>> TradeAsync);

/// <summary>The pages of a dashboard: the overview, a trade's, and the confirmation of an action.</summary>
public static class DashboardSite
{
    /// <summary>The page that a query asks for.</summary>
    /// <param name="request">The query.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="options">What is shown besides.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<string> RenderAsync(
        DashboardRequest request, DashboardSource source, DashboardOptions options, CancellationToken cancel)
    {
        if (request.Ask is { } action && options.Acting is { } acting) return ActionPage.Confirm(action, acting, options.Title);
        if (request.Trade is { } id) return TradePage.Render(id, await source.TradeAsync(id, cancel), options);
        var report = await source.StatusAsync(cancel);
        return DashboardPage.Render(report, options with
        {
            Filter = request.Filter,
            Decisions = report.Day is { } day ? await source.DecisionsAsync(day, request.Filter, cancel) : null,
        });
    }
}
