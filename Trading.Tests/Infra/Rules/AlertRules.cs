using System.Text.Json.Nodes;
using Trading.Adapters.AzureStorage.Sweeps;
using Trading.Core.Learning.Evidence;
using Trading.Core.Risk;

namespace Trading.Tests.Infra.Rules;

internal static class AlertRules
{
    private const string Query = "properties.criteria.allOf.0.query";

    private const string Dimension = "properties.criteria.allOf.0.dimensions.0";

    // What each alert must ask for, so that none can be emptied unnoticed.
    private static readonly Dictionary<string, string[]> Asked = new(StringComparer.Ordinal)
    {
        ["no-heartbeat"] =
        [
            "'trading.job.runs'", "'America/New_York'", "isnull(lastRun) or lastRun < since",
                "job == 'MinuteScan', newYork - 10m", "bell + 15m",
            "startofday(now()) + 9h + 5m", "totimespan('04:00:00')", "rebalance + 20m",
                .. TimerFunctions.Names.Select(name => $"'{name}'"),
        ],
        ["job-failed"] =
        [
            "'trading.job.runs'", "customDimensions.outcome) == 'failed'", "union requests, dependencies",
                "count_distinct(operation_Id)",
            "customDimensions['trading.outcome']) == 'stopped'", "('OperationCanceledException', 'TaskCanceledException')",
                "operation_Id !in (stopped)",
            "innermostType) has 'WorkerProcessExitException'", "by job = 'worker'", "max(failures) by job",
                .. TimerFunctions.Names,
        ],
        ["not-flat"] = ["'trading.not_flat'", "valueSum > 0"],
        ["drawdown"] = ["'trading.drawdown'", "> 5 / 100.0"],
        ["doubted"] =
        [
            "'trading.standing'", $"customDimensions.standing) == '{nameof(RecipeStanding.Doubted)}'", "'trading.doubted_today'",
            "valueSum > 0", "by doubt",
        ],
        ["sweep-aside"] = ["'trading.sweep.slices'", $"customDimensions.outcome) == '{nameof(SliceEnd.SetAside)}'"],
        ["refused-by-broker"] = ["'trading.refusals'", $"customDimensions.reason) == '{nameof(ReasonCode.RefusedByBroker)}'"],
    };

    private static readonly string[] HeardWithoutTelemetry = [
        "datatable(job: string) ['MinuteScan'", "join kind=leftouter runs", "isnull(lastRun)"];

    public static IReadOnlyList<DeploymentRule> All { get; } =
    [
        new("Every alert is on, looks at the app's telemetry every five minutes, and wakes the one group of people",
            d => DeploymentRule.Same("Alerts", Asked.Keys, Alerts(d).Select(Kind))
                .Concat(Alerts(d).SelectMany(alert => alert.Expect("properties.enabled", "true")
                    .Concat(alert.Expect("properties.evaluationFrequency", "PT5M"))
                    .Concat(alert.Expect("properties.scopes.0", d.One("Microsoft.Insights/components").At("id")))
                    .Concat(alert.Expect("properties.actions.actionGroups.0", People(d).At("id")))
                    .Concat(alert.Expect("properties.criteria.allOf.0.operator", "GreaterThan"))
                    .Concat(alert.Expect("properties.criteria.allOf.0.threshold", "0"))))
                .Concat(People(d).Expect("properties.enabled", "true"))
                .Concat(People(d).Expect("properties.emailReceivers.0.emailAddress", "somebody@example.com")),
            ("an alert less", d => d.All.Remove(Alert(d, "not-flat"))),
            ("an alert that is off", d => Alert(d, "drawdown").Set("properties.enabled", false)),
            ("an alert that wakes nobody", d => Alert(d, "job-failed").Set("properties.actions.actionGroups.0", "nobody")),
            ("an alert that looks elsewhere", d => Alert(d, "job-failed").Set("properties.scopes.0", "elsewhere")),
            ("a threshold that is never reached", d =>
                Alert(d, "no-heartbeat").Set("properties.criteria.allOf.0.threshold", 1000)),
            ("a group that is off", d => People(d).Set("properties.enabled", false))),
        new("Every alert asks for what it is there for",
            d => Alerts(d).SelectMany(
                alert => Asked[Kind(alert)].Where(text => !alert.At(Query).Contains(text, StringComparison.Ordinal)).Select(
                text => $"{Kind(alert)} does not ask for {text}.")),
            ("another job", d => Replace(d, "no-heartbeat", "MinuteScan", "Rebalance")),
            ("no look after the close", d => Replace(d, "no-heartbeat", "'EndOfDayClose'", "'Rebalance'")),
            ("no training", d => Replace(d, "no-heartbeat", "'NightlyRetrain'", "'Rebalance'")),
            ("no rebalance", d => Replace(d, "no-heartbeat", "'Rebalance'", "'MinuteScan'")),
            ("invocations in one table only", d => Replace(d, "job-failed", "union requests, dependencies", "requests")),
            ("a failure that counts twice", d => Replace(d, "job-failed", "max(failures)", "sum(failures)")),
            ("a stop that counts", d => Replace(d, "job-failed", " and operation_Id !in (stopped)", "")),
            ("a stop that tells nothing", d => Replace(d, "job-failed", "'stopped'", "'ok'")),
            ("a killed worker that is not seen", d => Replace(d, "job-failed", "WorkerProcessExitException", "RpcException")),
            ("no outcome", d => Replace(d, "job-failed", "failed", "ok")),
            ("another drawdown", d => Replace(d, "drawdown", "5 / 100.0", "50 / 100.0")),
            ("a proven recipe", d => Replace(d, "doubted", "'Doubted'", "'Proven'")),
            ("the nights alone", d => Replace(d, "doubted", "'trading.doubted_today'", "'trading.doubt'")),
            ("another reason", d => Replace(d, "refused-by-broker", "RefusedByBroker", "Halted")),
            ("flat", d => Replace(d, "not-flat", "> 0", "> 9"))),
        new("A doubted session does not hide a doubted recipe",
            d => Alert(d, "doubted").Expect($"{Dimension}.name", "doubt").Concat(
                Alert(d, "doubted").Expect($"{Dimension}.values.0", "*")),
            ("one doubt only", d => Alert(d, "doubted").Set($"{Dimension}.values.0", "session"))),
        new("Each job has an alert of its own, and what ran in the evening before is seen",
            d => new[] { "no-heartbeat", "job-failed" }.SelectMany(
                kind => Alert(d, kind).Expect($"{Dimension}.name", "job").Concat(
                Alert(d, kind).Expect($"{Dimension}.values.0", "*")))
                .Concat(Alert(d, "no-heartbeat").Expect("properties.windowSize", "P1D")),
            ("a job that hides another", d => Alert(d, "no-heartbeat").Set($"{Dimension}.name", "date")),
            ("one job only", d => Alert(d, "job-failed").Set($"{Dimension}.values.0", "MinuteScan")),
            ("a short memory", d => Alert(d, "no-heartbeat").Set("properties.windowSize", "PT10M"))),
        new("A missing run is told from outside the app: by Azure Monitor, from a list that is there when nothing was sent, "
            + "with what to look at",
            d => Alert(d, "no-heartbeat").Expect("properties.severity", "0")
                .Concat(Alert(d, "no-heartbeat").Expect("properties.scopes.0", d.One("Microsoft.Insights/components").At("id")))
                .Concat(HeardWithoutTelemetry.Where(text => !QueryOf(d, "no-heartbeat").Contains(text, StringComparison.Ordinal))
                    .Select(text => $"The heartbeat needs telemetry: {text} is missing."))
                .Concat(Alert(d, "no-heartbeat").At("properties.description").Contains(
                    "storage account", StringComparison.Ordinal) ? []
                    : ["The description of the heartbeat does not name the storage account."]),
            ("a join that needs a run", d => Replace(d, "no-heartbeat", "kind=leftouter", "kind=inner")),
            ("a list of what has run", d =>
                Replace(d, "no-heartbeat",
                "datatable(job: string) ['MinuteScan', 'EndOfDayClose', 'Rebalance', 'NightlyRetrain']", "runs")),
            ("no word of the storage account", d => Alert(d, "no-heartbeat").Set("properties.description", "A job has not run.")),
            ("less than an emergency", d => Alert(d, "no-heartbeat").Set("properties.severity", 3))),
        new("Run times are those of runs, not of ticks that were not due",
            d => Parts(d).Select(part => part.At("content.query")).Where(
                query => query.Contains("duration", StringComparison.Ordinal))
                .Where(query =>
                    !query.StartsWith(
                    "dependencies\n| where isnotempty(customDimensions['trading.run'])", StringComparison.Ordinal)),
            ("every tick", d =>
                Workbook(d).Set(
                "properties.serializedData", Workbook(d).At("properties.serializedData")
                .Replace("isnotempty(customDimensions['trading.run'])", "true", StringComparison.Ordinal))),
            ("two tables", d =>
                Workbook(d).Set(
                "properties.serializedData", Workbook(d).At("properties.serializedData")
                .Replace("\"dependencies", "\"union requests, dependencies", StringComparison.Ordinal)))),
        new("Alerts and workbook ask for telemetry that the app sends, and all that it sends is shown or watched",
            d => DeploymentRule.Same(
                "Metrics", Telemetry.Metrics, Queries(d).SelectMany(Telemetry.MetricsIn).Distinct(StringComparer.Ordinal))
                .Concat(DeploymentRule.Same(
                    "Dimensions", Telemetry.Dimensions.Except(Telemetry.Unwatched, StringComparer.Ordinal), Queries(d)
                    .SelectMany(Telemetry.DimensionsIn).Distinct(StringComparer.Ordinal))),
            ("a metric that nobody sends", d => Replace(d, "drawdown", "trading.drawdown", "trading.drawdowns")),
            ("a dimension that no metric has", d =>
                Replace(d, "refused-by-broker", "customDimensions.reason", "customDimensions.why")),
            ("a workbook without profit", d =>
                Workbook(d).Set(
                "properties.serializedData", Workbook(d).At("properties.serializedData")
                .Replace("trading.pnl", "trading.equity", StringComparison.Ordinal)))),
        new("The workbook belongs to the app's telemetry and every part of it has a query that is shown",
            d => Workbook(d).Expect("properties.sourceId", d.One("Microsoft.Insights/components").At("id"))
                .Concat(Workbook(d).At("properties.serializedData").Contains("INSIGHTS_ID", StringComparison.Ordinal)
                    ? ["The workbook still has a place-holder."] : [])
                .Concat(Parts(d).Where(
                    part => part.At("content.query").Length == 0 || part.At("content.visualization").Length == 0
                    || part.At("content.timeContextFromParameter") != "TimeRange")
                    .Select(part => $"The workbook's '{part.At("name")}' shows nothing.")),
            ("another source", d => Workbook(d).Set("properties.sourceId", "elsewhere")),
            ("a place-holder", d =>
                Workbook(d).Set(
                "properties.serializedData", Workbook(d).At("properties.serializedData")
                .Replace("\"fallbackResourceIds\": [", "\"fallbackResourceIds\": [\"INSIGHTS_ID\", ", StringComparison.Ordinal))),
            ("a part without a query", d =>
                Workbook(d).Set(
                "properties.serializedData", Workbook(d).At("properties.serializedData")
                .Replace("\"query\":", "\"question\":", StringComparison.Ordinal)))),
    ];

    /// <summary>An alert's query.</summary>
    public static string QueryOf(Deployment deployment, string kind) => Alert(deployment, kind).At(Query);

    private static IEnumerable<JsonObject> Alerts(Deployment deployment) =>
        deployment.Of("Microsoft.Insights/scheduledQueryRules");

    private static JsonObject Alert(Deployment deployment, string kind) =>
        Alerts(deployment).Single(alert => string.Equals(Kind(alert), kind, StringComparison.Ordinal));

    private static string Kind(JsonObject alert) =>
        Asked.Keys.FirstOrDefault(kind => alert.At("name").EndsWith($"-{kind}", StringComparison.Ordinal)) ?? alert.At("name");

    private static JsonObject People(Deployment deployment) => deployment.One("Microsoft.Insights/actionGroups");

    private static JsonObject Workbook(Deployment deployment) => deployment.One("Microsoft.Insights/workbooks");

    private static IEnumerable<JsonObject> Parts(Deployment deployment) =>
        JsonNode.Parse(Workbook(deployment).At("properties.serializedData"))!["items"]!.AsArray()
        .Select(part => part!.AsObject()).Where(part => part.At("type") == "3");

    private static IEnumerable<string> Queries(Deployment deployment) =>
        Alerts(deployment).Select(alert => alert.At(Query)).Concat(Parts(deployment).Select(part => part.At("content.query")));

    private static void Replace(Deployment deployment, string kind, string old, string with)
    {
        var alert = Alert(deployment, kind);
        alert.Set(Query, alert.At(Query).Replace(old, with, StringComparison.Ordinal));
    }
}
