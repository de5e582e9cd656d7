namespace Trading.Reporting.Explanation;

/// <summary>What an explanation needs beyond a report's style.</summary>
internal static class ExplanationStyle
{
    /// <summary>The style sheet; it stands after <see cref="ReportStyle.Css"/> and uses its colours.</summary>
    public const string Css =
        """

        .moved td:last-child { width: 40%; text-align: left; vertical-align: middle; }
        .bar { display: inline-block; height: .7em; border-radius: 2px; background: var(--gain); }
        .bar.down { background: var(--loss); }
        thead td { color: var(--muted); }
        @media (max-width: 600px) {
          .moved { font-size: .8125rem; }
          .moved th, .moved td { padding-left: 3px; padding-right: 3px; overflow-wrap: anywhere; }
          .moved td:last-child { width: 18%; }
        }

        """;
}
