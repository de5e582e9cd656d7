namespace Trading.Reporting.Dashboard;

/// <summary>What a dashboard needs beyond a report's style.</summary>
internal static class DashboardStyle
{
    /// <summary>The style sheet; it stands after <see cref="ReportStyle.Css"/> and uses its colours.</summary>
    public const string Css =
        """

        .badge {
          display: inline-block; vertical-align: 3px; padding: 2px 10px; border-radius: 999px; border: 1px solid var(--grid);
          background: var(--panel); color: var(--muted); font-size: .8125rem; font-weight: 600; white-space: nowrap;
        }
        .badge.live { background: #b3261e; border-color: #b3261e; color: #ffffff; }
        .conclusion.good { border-color: var(--gain); }
        .conclusion + .conclusion { margin-top: -4px; }
        .dot {
          display: inline-block; width: .65em; height: .65em; border-radius: 50%; margin-right: .5em; background: var(--gain);
        }
        .dot.bad { background: var(--loss); }
        td.prose.loss { color: var(--loss); }
        .fit td.prose { min-width: 0; text-align: left; overflow-wrap: anywhere; }
        .jobs th { text-align: left; width: 20%; }
        .jobs th:last-child { width: auto; }
        .parts th { white-space: nowrap; width: 1%; }
        .tight th { white-space: normal; }
        @media (max-width: 600px) {
          .tight { font-size: .875rem; }
          .tight th, .tight td { padding-left: 3px; padding-right: 3px; }
          .jobs td:nth-child(2) { width: 30%; }
        }
        .numbers th:last-child { text-align: right; }

        """;
}
