namespace Trading.Reporting.Dashboard;

/// <summary>What a dashboard needs beyond a report's style.</summary>
internal static class DashboardStyle
{
    /// <summary>The style sheet; it stands after <see cref="ReportStyle.Css"/> and uses its colours.</summary>
    public const string Css =
        """

        html { scroll-padding-top: 64px; }
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
        .dot.bad { background: var(--loss); border-radius: 1px; }
        td.prose.loss { color: var(--loss); }
        .fit td.prose { min-width: 0; text-align: left; overflow-wrap: anywhere; }
        .fit td { overflow-wrap: anywhere; }
        .jobs th { text-align: left; width: 20%; }
        .jobs th:last-child { width: auto; }
        .parts th { white-space: nowrap; width: 1%; }
        .tight th { white-space: normal; }
        .tight td, .tight th { padding: 6px 8px; }
        .tight th .note { white-space: nowrap; }
        .tight thead th:last-child { text-align: right; }
        .jobs thead th:last-child, .held thead th:last-child, .list thead th:last-child, .list thead th:nth-child(2) {
          text-align: left;
        }
        .panel h3 { font-size: .9375rem; margin: 8px 0 4px; }
        .tall + p { margin-top: 12px; }
        .tight td.prose { min-width: 9rem; }
        .panel { border-radius: 10px; padding: 14px 16px; }
        .card { border-radius: 10px; }
        .panel > h2 { font-size: 1.125rem; }
        .part { margin: 20px 0 8px; font-size: 1.25rem; }
        .stack { display: grid; gap: 12px; align-content: start; }
        caption { text-align: left; }
        section[id], .grid[id] { scroll-margin-top: 64px; }

        .strip {
          display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; justify-content: space-between; margin: 10px 0;
          padding: 4px 0; border-bottom: 1px solid var(--grid); background: var(--page);
        }
        .strip p { margin: 0; font-variant-numeric: tabular-nums; }
        .strip nav a, a.to { display: inline-block; min-height: 24px; min-width: 24px; }
        .strip nav { display: flex; flex-wrap: wrap; gap: 2px 14px; }
        .strip nav a { padding: 4px 0; }
        .tally { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 6px; }
        .tally li {
          padding: 2px 10px; border: 1px solid var(--grid); border-radius: 999px; font-size: .875rem;
          font-variant-numeric: tabular-nums;
        }

        button, .button, input, select { font: inherit; color: inherit; }
        button, .button {
          min-height: 40px; padding: 6px 16px; border: 1px solid var(--muted); border-radius: 8px; background: var(--panel);
          cursor: pointer; text-decoration: none; display: inline-block;
        }
        button:hover, .button:hover { border-color: var(--ink); background: var(--page); }
        button.danger { border-color: var(--loss); color: var(--loss); font-weight: 600; }
        button.primary { border-color: var(--accent); color: var(--accent); font-weight: 600; }
        button:disabled { opacity: .6; cursor: default; }
        .row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
        input, select {
          min-height: 40px; padding: 4px 10px; border: 1px solid var(--muted); border-radius: 8px; background: var(--page);
        }
        .filter { display: flex; flex-wrap: wrap; gap: 6px 8px; align-items: center; margin: 10px 0; }
        .filter span { display: inline-flex; gap: 8px; align-items: center; margin-right: 8px; }
        #filter-symbol { text-transform: uppercase; width: 8rem; }
        dialog {
          width: min(30rem, calc(100vw - 24px)); border: 1px solid var(--muted); border-radius: 12px; padding: 20px;
          background: var(--panel); color: var(--ink);
        }
        dialog::backdrop { background: rgba(0, 0, 0, .5); }
        dialog label, .confirm label { display: block; margin: 12px 0 4px; }
        dialog input, .confirm input { width: 100%; }
        dialog .row, .confirm .row { margin-top: 16px; }
        .confirm form { max-width: 30rem; }
        .answer { color: var(--loss); margin-top: 12px; overflow-wrap: anywhere; }
        .answer:empty { margin: 0; }

        .tall { max-height: 27rem; overflow-y: auto; }
        .tall thead th { position: sticky; top: 0; background: var(--panel); z-index: 1; }
        .strong { font-weight: 600; }
        .held td.range { width: 40%; min-width: 9.5rem; white-space: normal; text-align: left; }
        .track {
          position: relative; display: block; height: 10px; margin: 6px 8px 4px; border-radius: 5px; background: var(--grid);
        }
        .track span { position: absolute; top: 0; height: 10px; }
        .track .way { background: var(--gain); }
        .track .way.down { background: var(--loss); }
        .track .entry { width: 2px; margin-left: -1px; background: var(--muted); top: -3px; height: 16px; }
        .track .now {
          width: 14px; height: 14px; margin-left: -7px; top: -2px; border-radius: 50%; background: var(--ink);
          border: 2px solid var(--panel);
        }
        .levels { display: flex; justify-content: space-between; gap: 8px; font-size: .875rem; line-height: 1.3; }
        .levels span:last-child { text-align: right; }
        details { margin-top: 4px; }
        summary { cursor: pointer; min-height: 24px; color: var(--accent); font-size: .875rem; }
        @keyframes arrive { from { background: color-mix(in srgb, var(--accent) 30%, transparent); } }
        tr.new { animation: arrive 2s ease-out; }
        @media (prefers-reduced-motion: reduce) { tr.new { animation: none; } }
        @media (max-width: 600px) {
          .tight { font-size: .875rem; }
          .tight th, .tight td { padding-left: 3px; padding-right: 3px; }
          .tight td.prose { min-width: 6rem; }
          .jobs td:nth-child(2) { width: 30%; }
          .panel { padding: 12px 10px; }
          .cards { grid-template-columns: 1fr 1fr; }
          .card .figure { font-size: 1.25rem; }
          .held td.range { min-width: 7.5rem; }
          .held .levels { font-size: .8125rem; gap: 4px; }
          .levels .note { font-size: .75rem; }
          .levels { flex-wrap: wrap; }
          .away {
            position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
          }
        }
        @media (min-width: 900px) {
          .strip { position: sticky; top: 0; z-index: 1; }
        }

        """;
}
