using System.Text.Json.Nodes;
using Trading.Adapters.LocalStorage;
using Trading.Adapters.LocalStorage.Rows;

namespace Trading.Tests.Infra.Rules;

internal static class StorageRules
{
    private const string Blobs = "Microsoft.Storage/storageAccounts/blobServices";
    private const string Containers = "Microsoft.Storage/storageAccounts/blobServices/containers";
    private const string Tables = "Microsoft.Storage/storageAccounts/tableServices/tables";
    private const string Lifecycle = "Microsoft.Storage/storageAccounts/managementPolicies";

    public static IReadOnlyList<DeploymentRule> All { get; } =
    [
        new("The storage account takes identities only, over https with TLS 1.2, and shows nothing to the public",
            d => d.Storage.Expect("properties.allowSharedKeyAccess", "false")
                .Concat(d.Storage.Expect("properties.supportsHttpsTrafficOnly", "true"))
                .Concat(d.Storage.Expect("properties.minimumTlsVersion", "TLS1_2"))
                .Concat(d.Storage.Expect("properties.allowBlobPublicAccess", "false"))
                .Concat(d.Of(Containers).SelectMany(container => container.Expect("properties.publicAccess", "None"))),
            ("shared keys", d => d.Storage.Set("properties.allowSharedKeyAccess", true)),
            ("shared keys by default", d => d.Storage["properties"]!.AsObject().Remove("allowSharedKeyAccess")),
            ("plain http", d => d.Storage.Set("properties.supportsHttpsTrafficOnly", false)),
            ("TLS 1.0", d => d.Storage.Set("properties.minimumTlsVersion", "TLS1_0")),
            ("public blobs", d => d.Storage.Set("properties.allowBlobPublicAccess", true)),
            ("a public container", d => d.Of(Containers).First().Set("properties.publicAccess", "Blob"))),
        new("Models and bars can be brought back, and old versions do not pile up",
            d => d.One(Blobs).Expect("properties.isVersioningEnabled", "true")
                .Concat(d.One(Blobs).Expect("properties.deleteRetentionPolicy.enabled", "true"))
                .Concat(d.One(Blobs).Expect("properties.containerDeleteRetentionPolicy.enabled", "true"))
                .Concat(DeploymentRule.Same(
                    "Folders whose old versions are deleted",
                    ["azure-webjobs-hosts/", "bars/", "book/", "deployment/", "features/", "models/", "record/", "sweeps/"],
                    Cleaned(d)))
                .Concat(Rules(d).Where(rule => rule.ToJsonString().Contains("baseBlob", StringComparison.Ordinal)
                        && rule.Node("definition.filters.prefixMatch")!.ToJsonString() != "[\"sweeps/\"]")
                    .Select(_ => "The lifecycle deletes or moves current blobs that are no old sweeps.")),
            ("no versions", d => d.One(Blobs).Set("properties.isVersioningEnabled", false)),
            ("no soft delete", d => d.One(Blobs).Set("properties.deleteRetentionPolicy.enabled", false)),
            ("no soft delete of containers", d => d.One(Blobs).Set("properties.containerDeleteRetentionPolicy.enabled", false)),
            ("a lifecycle rule that is off", d => Rules(d)[0].Set("enabled", false)),
            ("a lifecycle rule that deletes models", d => Rules(d)[0].Set("definition.actions.baseBlob", new JsonObject()))),
        new("Every container and table that the program uses is there, and no other",
            d => DeploymentRule.Same(
                    "Containers", ["models", "record", "bars", "book", "features", "sweeps", "deployment"], d.Names(Containers))
                .Concat(DeploymentRule.Same(
                    "Tables", SqliteSchema.Tables.Where(table => table != SqlitePackedPredictions.Table), d.Names(Tables))),
            ("no container for bars", d =>
                d.All.Remove(
                d.Of(Containers).First(container => container.At("name").EndsWith("/bars", StringComparison.Ordinal)))),
            ("no table of trades", d =>
                d.All.Remove(d.Of(Tables).First(table => table.At("name").EndsWith("/trades", StringComparison.Ordinal)))),
            ("a table that nobody reads", d =>
                d.All.Add(new JsonObject { ["type"] = Tables, ["name"] = "account/default/orders" }))),
    ];

    private static JsonObject[] Rules(Deployment deployment) =>
        [.. deployment.One(Lifecycle).Node("properties.policy.rules")!.AsArray().Select(rule => rule!.AsObject())];

    private static IEnumerable<string> Cleaned(Deployment deployment) => Rules(deployment)
        .Where(rule =>
            rule.At("enabled") == "true" && rule.At("definition.actions.version.delete.daysAfterCreationGreaterThan").Length > 0)
        .SelectMany(rule => rule.Node("definition.filters.prefixMatch")!.AsArray().Select(prefix => prefix!.ToString()));
}
