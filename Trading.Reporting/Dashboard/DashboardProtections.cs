using Trading.Core.Status;

namespace Trading.Reporting.Dashboard;

/// <summary>Where the limits on the day and the account stand; nothing when none is set.</summary>
internal static class DashboardProtections
{
    public static Markup Of(StatusReport report) => report.Protections.Count == 0 ? Markup.Empty : ReportSections.Panel(
        "Limits",
        Markup.Of(
            $"""
            <table class="fit"><caption class="sr">Limits on the day and the account</caption><tbody>
            {Markup.Join(report.Protections.Select(Row))}</tbody></table>
            """),
        "panel wide", "limits");

    private static Markup Row(ProtectionStatus status) => Markup.Of(
        $"""
        <tr><th scope="row">{ProtectionText.Name(status.Kind)}</th>
        <td class="{(status.IsReached ? "loss" : "")}">{ProtectionText.Of(status)}</td></tr>

        """);
}
