using System.Globalization;
using System.Text.Json.Nodes;
using Trading.Core.Scheduling;

namespace Trading.Tests.Infra.Rules;

internal static class AppRules
{
    private const string Login = "Microsoft.Web/sites/basicPublishingCredentialsPolicies";
    private const string Scale = "properties.functionAppConfig.scaleAndConcurrency";
    private const string Package = "properties.functionAppConfig.deployment.storage";

    public static IReadOnlyList<DeploymentRule> All { get; } =
    [
        new("The app speaks https with TLS 1.2 or better, and takes no user name and password",
            d => d.App.Expect("properties.httpsOnly", "true")
                .Concat(Tls(d, "minTlsVersion")).Concat(Tls(d, "scmMinTlsVersion"))
                .Concat(d.App.Expect("properties.siteConfig.ftpsState", "Disabled"))
                .Concat(DeploymentRule.Same(
                    "Closed logins", ["ftp", "scm"], d.Of(Login).Where(login => login.At("properties.allow") == "false")
                    .Select(login => login.At("name").Split('/')[^1]))),
            ("plain http", d => d.App.Set("properties.httpsOnly", false)),
            ("TLS 1.1", d => d.App.Set("properties.siteConfig.minTlsVersion", "1.1")),
            ("no least TLS version", d => d.App["properties"]!["siteConfig"]!.AsObject().Remove("minTlsVersion")),
            ("FTP", d => d.App.Set("properties.siteConfig.ftpsState", "AllAllowed")),
            ("a password for publishing", d => d.Of(Login).First().Set("properties.allow", true))),
        new("One user-assigned identity opens everything: storage, package, vault and telemetry",
            d => d.App.Expect("identity.type", "UserAssigned")
                .Concat(DeploymentRule.Same(
                    "Identities", [Identity(d)], d.App["identity"]!["userAssignedIdentities"]!.AsObject()
                    .Select(entry => entry.Key)))
                .Concat(d.App.Expect("properties.keyVaultReferenceIdentity", Identity(d)))
                .Concat(d.App.Expect($"{Package}.authentication.type", "UserAssignedIdentity"))
                .Concat(d.App.Expect($"{Package}.authentication.userAssignedIdentityResourceId", Identity(d)))
                .Concat(d.Settings.Expect("AzureWebJobsStorage__credential", "managedidentity"))
                .Concat(new[] { "AzureWebJobsStorage__clientId", "Trading__Storage__clientId",
                    "APPLICATIONINSIGHTS_AUTHENTICATION_STRING" }
                    .Where(name =>
                        !d.Settings.At(name).Contains($"{Identity(d)}', '2023-01-31').clientId", StringComparison.Ordinal))
                    .Select(name => $"{name} is not the identity's client id."))
                .Concat(d.Settings.At("APPLICATIONINSIGHTS_AUTHENTICATION_STRING").Contains(
                    "Authorization=AAD", StringComparison.Ordinal) ? [] : ["Telemetry is not authorised by Entra."])
                .Concat(d.One("Microsoft.Insights/components").Expect("properties.DisableLocalAuth", "true"))
                .Concat(d.One("Microsoft.OperationalInsights/workspaces").Expect("properties.features.disableLocalAuth", "true")),
            ("no identity", d => d.App.Set("identity.type", "None")),
            ("a system identity beside it", d => d.App.Set("identity.type", "SystemAssigned, UserAssigned")),
            ("references read by another identity", d => d.App["properties"]!.AsObject().Remove("keyVaultReferenceIdentity")),
            ("a package read by connection string", d =>
                d.App.Set($"{Package}.authentication.type", "StorageAccountConnectionString")),
            ("host storage without the identity", d => d.Settings.Remove("AzureWebJobsStorage__clientId")),
            ("telemetry by instrumentation key", d =>
                d.One("Microsoft.Insights/components").Set("properties.DisableLocalAuth", false)),
            ("telemetry without Entra", d => d.Settings.Set("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "none"))),
        new("The app runs isolated on .NET 10 in the Flex Consumption plan",
            d => d.One("Microsoft.Web/serverfarms").Expect("sku.name", "FC1")
                .Concat(d.App.Expect("kind", "functionapp,linux"))
                .Concat(d.App.Expect("properties.functionAppConfig.runtime.name", "dotnet-isolated"))
                .Concat(d.App.Expect("properties.functionAppConfig.runtime.version", "10.0"))
                .Concat(d.App.At($"{Package}.value").Contains("deployment", StringComparison.Ordinal) ? []
                    : ["The package is not in the container 'deployment'."]),
            ("the old Consumption plan", d => d.One("Microsoft.Web/serverfarms").Set("sku.name", "Y1")),
            ("the in-process runtime", d => d.App.Set("properties.functionAppConfig.runtime.name", "dotnet")),
            (".NET 8", d => d.App.Set("properties.functionAppConfig.runtime.version", "8.0"))),
        new("Every timer has one instance always ready, and the number of instances is bounded",
            d => DeploymentRule.Same(
                "Always ready", TimerFunctions.Names.Select(name => $"function:{name}"), AlwaysReady(d)
                .Select(entry => entry.At("name")))
                .Concat(AlwaysReady(d).SelectMany(entry => entry.Expect("instanceCount", "1")))
                .Concat(Whole(d.App.At($"{Scale}.maximumInstanceCount")) is >= 4 and <= 100 ? []
                    : ["The most instances are not between 4 and 100."])
                .Concat(Whole(d.App.At($"{Scale}.instanceMemoryMB")) >= 2048 ? []
                    : ["An instance has too little memory to train in."]),
            ("a timer without an instance", d => d.App.Node($"{Scale}.alwaysReady")!.AsArray().RemoveAt(0)),
            ("a timer with two instances", d => AlwaysReady(d).First().Set("instanceCount", 2)),
            ("nothing always ready", d => d.App.Set($"{Scale}.alwaysReady", new JsonArray())),
            ("instances without bound", d =>
                d.App["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!.AsObject().Remove("maximumInstanceCount")),
            ("too little memory", d => d.App.Set($"{Scale}.instanceMemoryMB", 512))),
        new("azd finds group and app by their tags",
            d => d.App.Expect("tags.azd-service-name", "trading").Concat(d.App.Expect("tags.azd-env-name", "trading")),
            ("no service tag", d => d.App["tags"]!.AsObject().Remove("azd-service-name")),
            ("no environment tag", d => d.App["tags"]!.AsObject().Remove("azd-env-name"))),
    ];

    private static string Identity(Deployment deployment) =>
        deployment.One("Microsoft.ManagedIdentity/userAssignedIdentities").At("id");

    private static IEnumerable<JsonObject> AlwaysReady(Deployment deployment) =>
        deployment.App.Node($"{Scale}.alwaysReady")!.AsArray().Select(entry => entry!.AsObject());

    private static IEnumerable<string> Tls(Deployment deployment, string name) =>
        deployment.App.At($"properties.siteConfig.{name}") is "1.2" or "1.3" ? []
            : [$"{name} is '{deployment.App.At($"properties.siteConfig.{name}")}'."];

    private static int Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>The functions that a timer starts; each is named like the job it runs.</summary>
internal static class TimerFunctions
{
    public static IReadOnlyList<string> Names { get; } = [.. JobCatalog.All.Select(entry => $"{entry.Job}")];
}
