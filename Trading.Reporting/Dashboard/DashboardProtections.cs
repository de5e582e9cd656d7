using Trading.Core.Status;

namespace Trading.Reporting.Dashboard;

/// <summary>Where the limits on the day and the account stand; nothing when none is set.</summary>
internal static class DashboardProtections
{
    public static Markup Of(StatusReport report) => report.Protections.Count == 0 ? Markup.Empty : Markup.Of(
        $"""
        <section class="panel" aria-label="Limits">
        <h2>Limits</h2>
        <div class="scroll"><table class="tight"><tbody>
        {Markup.Join(report.Protections.Select(Row))}
        </tbody></table></div>
        </section>

        """);

    private static Markup Row(ProtectionStatus status) => Markup.Of(
        $"<tr><th>{ProtectionText.Name(status.Kind)}</th><td class=\"{(status.IsReached ? "loss" : "")}\">{
            ProtectionText.Of(status)}</td></tr>\n");
}
