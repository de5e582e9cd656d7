using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Trading.Adapters.Alpaca;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.Hosting;
using Trading.Adapters.Settings;
using Trading.Functions.Triggers;
using Trading.Tests.Functions;

namespace Trading.Tests.Infra.Rules;

internal static class SettingRules
{
    // Nothing runs a sweep unless it is asked for.
    private static readonly string[] Sweeps = ["AzureWebJobs.SweepSlice.Disabled", "AzureWebJobs.SweepPoison.Disabled"];

    private static readonly string[] Host =
    [
        "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__blobServiceUri",
        "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri",
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", SignedInTrigger.Setting,
        HostSweeps.MemorySetting, .. Sweeps,
    ];

    // All that the readers know, but for what only a developer's machine has.
    private static readonly string[] Connections =
    [
        .. AzureStorageOptionsReader.Names.Where(name => name != "ConnectionString").Select(name => $"Trading__Storage__{name}"),
        .. AlpacaOptionsReader.Names.Where(name => name != "SimulatorUrl").Select(name => $"Trading__Alpaca__{name}"),
        // The services are asked for by name: nobody is notified unless a secret is in the vault.
        "Notify__MinLevel", "Notify__Kinds",
    ];

    public static IReadOnlyList<DeploymentRule> All { get; } =
    [
        new("Every setting that the code reads is set, and every setting that is set is read",
            d => DeploymentRule.Same("Settings",
                [.. SettingDefinitions.All.Select(setting => setting.Variable),
                    .. TimerFunctions.Names.Select(name => $"{name}Schedule"), .. Connections, .. Host],
                d.Settings.Select(setting => setting.Key)),
            ("a setting that is not set", d => d.Settings.Remove("Trading__MinConfidence")),
            ("a setting that nobody reads", d => d.Settings["Trading__MinConfidense"] = "0.65"),
            ("a time zone, which Flex Consumption does not know", d => d.Settings["WEBSITE_TIME_ZONE"] = "America/New_York"),
            ("a runtime, which Flex Consumption refuses", d => d.Settings["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated"),
            ("host storage by connection string", d => d.Settings["AzureWebJobsStorage"] = "UseDevelopmentStorage=true"),
            ("no schedule", d => d.Settings.Remove("RebalanceSchedule"))),
        new("A setting with a wrong name does not deploy",
            d => Type(d).Expect("additionalProperties", "false")
                .Concat(DeploymentRule.Same(
                    "Settings of the parameter", SettingDefinitions.All.Select(setting => setting.Name),
                    Type(d)["properties"]!.AsObject().Select(property => property.Key)))
                .Concat(d.Template.Expect("parameters.settings.$ref", "#/definitions/settingsType")),
            ("any name", d => Type(d)["additionalProperties"] = true),
            ("no type", d => d.Template["parameters"]!["settings"] = new JsonObject { ["type"] = "object" }),
            ("a name less", d => Type(d)["properties"]!.AsObject().Remove("StopLoss"))),
        new("The settings' values are the code's defaults, and the code takes them",
            d => Refused(d)
                .Concat(SettingDefinitions.All.SelectMany(setting => d.Settings.Expect(setting.Variable, setting.Default))),
            ("another default", d => d.Settings["Trading__MinConfidence"] = "0.6"),
            ("a value that may not be", d => d.Settings["Trading__CloseBefore"] = "never"),
            ("an unknown setting", d => d.Settings["Trading__Leverage"] = "4")),
        new("The code takes the settings of the connection, which trade no real money",
            d => AlpacaOptionsReader.Read(Configuration(d), "iex").Errors
                .Concat(d.Settings.Expect("Trading__Alpaca__Environment", nameof(AlpacaEnvironment.Paper)))
                .Concat(d.Settings.Expect("Trading__Alpaca__IUnderstandThisIsRealMoney", "false")),
            ("live", d => d.Settings["Trading__Alpaca__Environment"] = "Live"),
            ("the second switch", d => d.Settings["Trading__Alpaca__IUnderstandThisIsRealMoney"] = "true"),
            ("an unknown setting", d => d.Settings["Trading__Alpaca__Key"] = "x"),
            ("half a key pair", d => d.Settings.Remove("Trading__Alpaca__SecretKey"))),
        new("The Alpaca keys are references into the vault",
            d => Reference(d, "KeyId", "AlpacaKeyId").Concat(Reference(d, "SecretKey", "AlpacaSecretKey")),
            ("a key in clear", d => d.Settings["Trading__Alpaca__KeyId"] = "PK0123456789"),
            ("the wrong secret", d => d.Settings["Trading__Alpaca__SecretKey"] = d.Settings.At("Trading__Alpaca__KeyId"))),
        new("Storage is named by its services' own addresses",
            d => new[] { "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__queueServiceUri",
                "AzureWebJobsStorage__tableServiceUri", "Trading__Storage__blobServiceUri",
                "Trading__Storage__tableServiceUri", "Trading__Storage__queueServiceUri" }
                .Where(name =>
                    !d.Settings.At(name).Contains(
                    $"{d.Storage.At("id")}', '2024-01-01').primaryEndpoints.{Service(name)}]", StringComparison.Ordinal))
                .Select(name => $"{name} is not an address of the storage account."),
            ("tables at the blobs' address", d =>
                d.Settings["Trading__Storage__tableServiceUri"] = d.Settings.At("Trading__Storage__blobServiceUri")),
            ("another account", d => d.Settings["AzureWebJobsStorage__blobServiceUri"] = "https://other.example/")),
        new("No sweep runs unless it is asked for",
            d => Sweeps.Where(name => d.Settings[name]?.ToString() != "true").Select(name => $"{name} is not true."),
            ("slices that always run", d => d.Settings["AzureWebJobs.SweepSlice.Disabled"] = "false")),
        new("A developer's timers tick as the deployed ones do",
            d => TimerFunctions.Names.Select(name => $"{name}Schedule").SelectMany(
                name => d.Settings.Expect(name, AppFiles.ExampleSettings()[name])),
            ("a scan each other minute", d => d.Settings["MinuteScanSchedule"] = "5 */2 13-21 * * 1-5")),
        new("Every schedule is a six-field cron",
            d => TimerFunctions.Names.Select(name => $"{name}Schedule").Where(name => !SixFieldCron.IsValid(d.Settings.At(name)))
                .Select(name => $"{name} is '{d.Settings.At(name)}'."),
            ("five fields", d => d.Settings["MinuteScanSchedule"] = "* 13-21 * * 1-5"),
            ("an hour that no day has", d => d.Settings["RebalanceSchedule"] = "0 */5 8-24 * * 1-5"),
            ("a range that runs back", d => d.Settings["EndOfDayCloseSchedule"] = "10 * 21-16 * * 1-5"),
            ("a step of nothing", d => d.Settings["NightlyRetrainSchedule"] = "0 */0 0-8 * * 2-6")),
    ];

    /// <summary>What the code says of settings that it would not take.</summary>
    public static IEnumerable<string> Refused(Deployment deployment) =>
        TradingSettingsReader.Read(Configuration(deployment)).Errors;

    private static JsonObject Type(Deployment deployment) => deployment.Template.Node("definitions.settingsType")!.AsObject();

    // As the environment provider spells them: a double underscore separates sections.
    private static IConfiguration Configuration(Deployment deployment) => new ConfigurationBuilder()
        .AddInMemoryCollection(deployment.Settings.Select(setting => KeyValuePair.Create(
            setting.Key.Replace("__", ":", StringComparison.Ordinal),
            setting.Key is "Trading__Alpaca__KeyId" or "Trading__Alpaca__SecretKey" ? "WHATTHEVAULTHOLDS"
                : setting.Value?.ToString())))
        .Build();

    private static IEnumerable<string> Reference(Deployment deployment, string name, string secret)
    {
        var value = deployment.Settings.At($"Trading__Alpaca__{name}");
        return value.Contains($"@Microsoft.KeyVault(SecretUri={{0}}secrets/{secret})", StringComparison.Ordinal)
            && value.Contains($"{deployment.One("Microsoft.KeyVault/vaults").At("id")}'", StringComparison.Ordinal)
            ? [] : [$"Trading__Alpaca__{name} is no reference to the vault's {secret}."];
    }

    private static string Service(string name) =>
        name[(name.LastIndexOf('_') + 1)..].Replace("ServiceUri", "", StringComparison.Ordinal);
}
