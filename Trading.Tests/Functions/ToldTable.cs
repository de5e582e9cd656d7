using System.Text.RegularExpressions;
using Trading.Tests.Infra;

namespace Trading.Tests.Functions;

/// <summary>The table of docs/operations.md that says which alarm tells of which event.</summary>
internal static partial class ToldTable
{
    public const string WorkerDies = "the worker process dies, and the Functions host starts another";
    public const string StoppedForMoments = "it is stopped, gracefully or hard, and runs again within ten minutes";
    public const string StaysDown = "it is killed or stopped, gracefully or hard, and stays down";
    public const string StorageGone = "the storage account or the disk is gone for minutes";

    /// <summary>The alerts that the deployment has.</summary>
    public static IReadOnlyList<string> Deployed { get; } =
        [.. AlertName().Matches(Repository.Read("infra/modules/alerts.bicep")).Select(match => match.Groups["name"].Value)];

    /// <summary>The alerts in Azure that the table names, by event.</summary>
    public static IReadOnlyDictionary<string, string[]> Alerts { get; } = Repository.Read("docs/operations.md").Split('\n')
        .Select(line => line.Trim())
        .SkipWhile(line => line != "| what happens | the alarm that tells it |").Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|'))
        .ToDictionary(cells => cells[1].Trim(), cells => AlertsIn(cells[2]), StringComparer.Ordinal);

    private static string[] AlertsIn(string cell) =>
        [.. Code().Matches(cell).Select(match => match.Groups["text"].Value).Intersect(Deployed, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];

    [GeneratedRegex("^    name: '(?<name>[a-z-]+)'", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AlertName();

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
