using Trading.Core.Status;

namespace Trading.Cli.Status;

/// <summary>What a dashboard serves, read anew for each request.</summary>
/// <param name="ReadAsync">Reads where everything stands.</param>
/// <param name="Draw">Draws it as HTML.</param>
/// <param name="ExplainAsync">Draws what moved the forecast of a symbol at a minute, which is empty for the newest; throws
/// <see cref="RefusedException"/> when there is nothing to explain.</param>
internal sealed record DashboardPages(
    Func<CancellationToken, Task<StatusReport>> ReadAsync, Func<StatusReport, string> Draw,
    Func<string, string, CancellationToken, Task<string>> ExplainAsync);
