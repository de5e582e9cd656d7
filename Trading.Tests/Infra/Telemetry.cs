using System.Text.RegularExpressions;

namespace Trading.Tests.Infra;

/// <summary>What the app tells Application Insights; alerts and workbook may ask for nothing else.</summary>
internal static partial class Telemetry
{
    public static IReadOnlyList<string> Metrics { get; } =
    [
        "trading.job.runs", "trading.predictions", "trading.entries", "trading.refusals", "trading.positions", "trading.equity",
        "trading.drawdown", "trading.pnl", "trading.not_flat", "trading.accuracy", "trading.accuracy.majority",
    ];

    public static IReadOnlyList<string> Dimensions { get; } = ["job", "outcome", "reason"];

    public static IEnumerable<string> MetricsIn(string query) => MetricText().Matches(query).Select(match => match.Groups["name"].Value);

    public static IEnumerable<string> DimensionsIn(string query) => DimensionText().Matches(query).Select(match => match.Groups["name"].Value);

    [GeneratedRegex("'(?<name>trading[^']*)'", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MetricText();

    [GeneratedRegex(@"customDimensions\.(?<name>\w+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DimensionText();
}
