using Trading.Cli.Output;

namespace Trading.Cli.Auditing;

/// <summary>Shows how many sessions are audited.</summary>
internal sealed class SessionProgress(IProgress<ProgressStep> display, int sessions) : IProgress<int>
{
    /// <inheritdoc/>
    public void Report(int value) => display.Report(new("auditing sessions", value, sessions));
}
