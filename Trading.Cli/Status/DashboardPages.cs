using Trading.Core.Status;
using Trading.Reporting.Dashboard;

namespace Trading.Cli.Status;

/// <summary>What a dashboard serves, read anew for each request.</summary>
/// <param name="ReadAsync">Reads where everything stands.</param>
/// <param name="DrawAsync">Draws the page that a query asks for, as HTML.</param>
/// <param name="ExplainAsync">Draws what moved the forecast of a symbol at a minute, which is empty for the newest; throws
/// <see cref="RefusedException"/> when there is nothing to explain.</param>
internal sealed record DashboardPages(
    Func<CancellationToken, Task<StatusReport>> ReadAsync, Func<DashboardRequest, CancellationToken, Task<string>> DrawAsync,
    Func<string, string, CancellationToken, Task<string>> ExplainAsync)
{
    /// <summary>What a person may do from the page; null where the page only shows.</summary>
    public DashboardActs? Acts { get; init; }
}

/// <summary>What a person may do from the page.</summary>
/// <param name="Token">What a request must hand back: the page has it, a page elsewhere does not.</param>
/// <param name="HaltAsync">Halts, and sells everything where the first argument is true; the second is the reason.</param>
/// <param name="ResumeAsync">Lifts the halt.</param>
internal sealed record DashboardActs(
    string Token, Func<bool, string, CancellationToken, Task<DashboardActed>> HaltAsync,
    Func<CancellationToken, Task<DashboardActed>> ResumeAsync);

/// <summary>What an action came to.</summary>
/// <param name="IsDone">Whether it was done.</param>
/// <param name="Text">What happened, in a sentence or two.</param>
internal sealed record DashboardActed(bool IsDone, string Text);
