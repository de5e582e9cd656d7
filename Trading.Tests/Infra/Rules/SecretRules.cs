using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Trading.Tests.Infra.Rules;

internal static partial class SecretRules
{
    public static IReadOnlyList<DeploymentRule> All { get; } =
    [
        new("No output holds a key, a secret or a connection string",
            d => d.Outputs().Where(o => SecretText().IsMatch($"{o.Key} {o.Value!.ToJsonString()}")).Select(
                o => $"The output {o.Key} looks like a secret."),
            ("a connection string by its name", d => d.Template["outputs"]!["storageConnectionString"] = Output("a name")),
            ("a connection string by its value", d =>
                d.Template["outputs"]!["telemetry"] = Output("[reference('insights').ConnectionString]")),
            ("an instrumentation key in a module's output", d =>
                Module(d, "monitoring")["outputs"] =
                new JsonObject { ["insights"] = Output("[reference('insights').InstrumentationKey]") })),
        new("No key is ever listed",
            d => ListCall().Matches(d.Template.ToJsonString()).Select(match => $"The template calls {match.Value}."),
            ("listKeys", d => d.Template.Set("variables.broken", "[listKeys('storage', '2024-01-01').keys[0].value]")),
            ("the storage account's keys through its symbol", d =>
                d.Template.Set("variables.broken", "[listAccountSas('storage', '2024-01-01')]"))),
        new("The vault is guarded, and the template puts no secret into it",
            d => Vault(d).Expect("properties.enableRbacAuthorization", "true")
                .Concat(Vault(d).Expect("properties.enablePurgeProtection", ""))
                .Concat(Vault(d).Expect("properties.enableSoftDelete", "true"))
                .Concat(d.Names("Microsoft.KeyVault/vaults/secrets").Select(name => $"The template writes the secret {name}.")),
            ("access policies", d => Vault(d).Set("properties.enableRbacAuthorization", false)),
            ("a name that stays blocked after the group was deleted", d =>
                Vault(d).Set("properties.enablePurgeProtection", true)),
            ("no soft delete", d => Vault(d).Set("properties.enableSoftDelete", false)),
            ("a secret in the template", d =>
                d.All.Add(new JsonObject { ["type"] = "Microsoft.KeyVault/vaults/secrets", ["name"] = "vault/AlpacaKeyId" }))),
    ];

    private static JsonObject Vault(Deployment deployment) => deployment.One("Microsoft.KeyVault/vaults");

    private static JsonObject Module(Deployment deployment, string name) =>
        deployment.Template.Node($"resources.{name}.properties.template")!.AsObject();

    private static JsonObject Output(string value) => new() { ["type"] = "string", ["value"] = value };

    [GeneratedRegex(
        @"secret|connection_?string|instrumentation|password|sas\b|[a-z]key|\bkeys?\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SecretText();

    [GeneratedRegex(@"\blist[A-Z]\w*\(", RegexOptions.NonBacktracking)]
    private static partial Regex ListCall();
}
