namespace Trading.Simulation.Reports.Dashboard;

/// <summary>What a dashboard needs beyond a report's style.</summary>
internal static class DashboardStyle
{
    /// <summary>The style sheet; it stands after <see cref="ReportStyle.Css"/> and uses its colours.</summary>
    public const string Css =
        """

        .badge { display: inline-block; vertical-align: 3px; padding: 2px 10px; border-radius: 999px; border: 1px solid var(--grid); background: var(--panel); color: var(--muted); font-size: .8125rem; font-weight: 600; white-space: nowrap; }
        .badge.live { background: #b3261e; border-color: #b3261e; color: #ffffff; }
        .conclusion.good { border-color: var(--gain); }
        .conclusion + .conclusion { margin-top: -4px; }
        .dot { display: inline-block; width: .65em; height: .65em; border-radius: 50%; margin-right: .5em; background: var(--gain); }
        .dot.bad { background: var(--loss); }
        td.prose.loss { color: var(--loss); }
        .fit td { white-space: normal; }
        .fit td.prose { min-width: 0; overflow-wrap: anywhere; }
        .tight th, .tight td { padding-left: 4px; padding-right: 4px; }
        .parts th { white-space: nowrap; }
        .numbers th:last-child { text-align: right; }
        .claimed { color: var(--accent); }

        """;
}
