namespace Trading.Reporting;

/// <summary>The looks of a page: colours for light and dark, a grid that becomes one column on a phone.</summary>
public static class ReportStyle
{
    /// <summary>The style sheet. The pictures use its colour variables.</summary>
    public const string Css =
        """

        :root {
          --page: #f4f6f8; --panel: #ffffff; --ink: #1a2230; --muted: #566273; --grid: #dde2e8;
          --accent: #2460c4; --gain: #0f7b55; --loss: #c0362c; --caution: #9a6700;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #0f141b; --panel: #18202b; --ink: #e6ebf2; --muted: #a0acba; --grid: #2e3948;
            --accent: #6ea8ff; --gain: #45cf95; --loss: #ff8071; --caution: #e3b341;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0; background: var(--page); color: var(--ink);
          font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif;
        }
        .page { max-width: 1180px; margin: 0 auto; padding: 16px 12px 40px; }
        main:focus { outline: none; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
        .sr, .skip:not(:focus) {
          position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
        }
        .skip {
          position: absolute; left: 8px; top: 8px; z-index: 2; padding: 8px 12px; background: var(--panel); border-radius: 6px;
        }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
        h2 { font-size: 1.05rem; margin: 0 0 8px; }
        p, ul, figure { margin: 0 0 8px; }
        ul { padding-left: 20px; overflow-wrap: anywhere; }
        .note { color: var(--muted); font-size: .875rem; overflow-wrap: anywhere; }
        a { color: var(--accent); }
        .gain { color: var(--gain); }
        .loss { color: var(--loss); }
        .conclusion {
          font-size: 1.15rem; padding: 10px 14px; margin: 12px 0; background: var(--panel);
          border-left: 5px solid var(--accent); border-radius: 6px; overflow-wrap: anywhere;
        }
        .conclusion.caution { border-color: var(--caution); }
        .conclusion.bad { border-color: var(--loss); color: var(--loss); }
        .cards {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 10px;
          margin: 14px 0;
        }
        .card, .panel {
          background: var(--panel); border: 1px solid var(--grid); border-radius: 8px; padding: 12px;
          min-width: 0;
        }
        .card .name { color: var(--muted); font-size: .875rem; }
        .card .figure { font-size: 1.5rem; line-height: 1.3; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .card .note { line-height: 1.35; }
        .grid {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); gap: 12px;
          margin-bottom: 12px;
        }
        .pictures { grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); }
        .wide { margin-bottom: 12px; }
        .pictures { align-items: start; }
        .inner { margin-bottom: 0; }
        .inner h3 { font-size: .9375rem; margin: 8px 0 4px; }
        .inner > div { min-width: 0; }
        .fit td { white-space: normal; }
        .claimed { color: var(--accent); }
        svg { display: block; width: 100%; height: auto; }
        svg text { font-family: inherit; }
        table {
          border-collapse: collapse; width: 100%; margin-bottom: 8px; font-size: .9375rem;
          font-variant-numeric: tabular-nums;
        }
        th, td { text-align: right; padding: 5px 8px; border-bottom: 1px solid var(--grid); vertical-align: top; }
        th { font-weight: 500; }
        thead th { color: var(--muted); }
        tbody th, th:first-child, td:first-child { text-align: left; }
        td { white-space: nowrap; }
        .scroll { overflow-x: auto; }
        .scroll th { white-space: nowrap; }
        .scroll th:last-child, td.prose { text-align: left; }
        td.prose { white-space: normal; min-width: 18rem; }
        td.id { font-family: ui-monospace, Consolas, monospace; font-size: .8125rem; }
        @media (min-width: 900px) {
          .page { padding: 28px 24px 60px; }
          svg text { font-size: 11px; }
        }

        """;
}
