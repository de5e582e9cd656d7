using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Trading.Tests.Infra;

/// <summary>
/// Runs the Bicep compiler that NuGet brought for this platform, on copies of the <c>infra</c> folder. A test that asks for it is
/// skipped where there is none.
/// </summary>
internal static class BicepCompiler
{
    public const string Subscription = "00000000-0000-0000-0000-000000000001";
    private static readonly string? Program = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(entry => entry.Key == "BicepCompiler")?.Value;
    private static readonly Lazy<Task<JsonObject>> Template = new(BuildAsync);
    private static readonly Lazy<Task<JsonObject>> Snapshot = new(DefaultsAsync);

    /// <summary>What the compiler said and how it ended.</summary>
    public sealed record Outcome(int ExitCode, string Output, string Errors);

    /// <summary>
    /// A fresh copy of the template and of what it would deploy with its own defaults, whatever the owner of a checkout has put
    /// into <c>main.bicepparam</c>.
    /// </summary>
    public static async Task<Deployment> DeploymentAsync() =>
        new((JsonObject)(await Template.Value).DeepClone(), (JsonObject)(await Snapshot.Value).DeepClone());

    /// <summary>What <c>main.bicepparam</c> would deploy with these values in the environment.</summary>
    public static async Task<JsonObject> SnapshotAsync(Dictionary<string, string> environment)
    {
        using var copy = new InfraCopy();
        return await SnapshotAsync(copy, environment);
    }

    /// <summary>What a copy would deploy with these values in the environment.</summary>
    public static async Task<JsonObject> SnapshotAsync(InfraCopy copy, Dictionary<string, string> environment) =>
        await ReadAsync(copy, await TrySnapshotAsync(copy, environment));

    /// <summary>Evaluates <c>main.bicepparam</c>; the result lies beside it.</summary>
    public static Task<Outcome> TrySnapshotAsync(InfraCopy copy, Dictionary<string, string> environment) => RunAsync(
        copy.Folder, new Dictionary<string, string>(environment, StringComparer.Ordinal)
        {
            ["TRADING_ALERT_EMAIL"] = "somebody@example.com"
        },
        "snapshot", "main.bicepparam", "--mode", "overwrite", "--subscription-id", Subscription, "--resource-group", "trading",
        "--location", "eastus", "--deployment-name", "trading");

    /// <summary>Lints the files of a copy that a pattern names.</summary>
    public static Task<Outcome> LintAsync(InfraCopy copy, string pattern) =>
        RunAsync(copy.Folder, [], "lint", "--pattern", pattern);

    private static async Task<JsonObject> DefaultsAsync()
    {
        using var copy = new InfraCopy();
        await File.WriteAllTextAsync(Path.Combine(copy.Folder, "main.bicepparam"),
            "using 'main.bicep'\nparam environmentName = 'trading'\nparam alertEmail = 'somebody@example.com'\n",
                TestContext.Current.CancellationToken);
        return await ReadAsync(copy, await TrySnapshotAsync(copy, []));
    }

    private static async Task<JsonObject> ReadAsync(InfraCopy copy, Outcome outcome)
    {
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        return JsonNode.Parse(
            await File.ReadAllTextAsync(
            Path.Combine(copy.Folder, "main.snapshot.json"), TestContext.Current.CancellationToken))!.AsObject();
    }

    private static async Task<JsonObject> BuildAsync()
    {
        using var copy = new InfraCopy();
        var outcome = await RunAsync(copy.Folder, [], "build", "main.bicep", "--stdout");
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        return JsonNode.Parse(outcome.Output)!.AsObject();
    }

    private static async Task<Outcome> RunAsync(string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        Assert.SkipWhen(Program is null, "The Bicep compiler is only fetched on Linux x64.");
        var start = new ProcessStartInfo(Program!, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Values of whoever runs the tests must not leak into what is judged.
        foreach (var name in start.Environment.Keys.Where(
            name => name.StartsWith("AZURE_", StringComparison.Ordinal)
            || name.StartsWith("TRADING_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var cancel = TestContext.Current.CancellationToken;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        await process.WaitForExitAsync(cancel);
        return new(process.ExitCode, await output, await errors);
    }
}
