using System.Text.Json.Nodes;

namespace Trading.Tests.Infra.Rules;

internal static class AccessRules
{
    private const string Assignment = "Microsoft.Authorization/roleAssignments";

    // From Microsoft's list of built-in roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    private static readonly Dictionary<string, string> RoleNames = new(StringComparer.Ordinal)
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"] = "Storage Blob Data Reader",
        ["76199698-9eea-4c19-bc75-cec21354c6b6"] = "Storage Table Data Reader",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "Key Vault Secrets Officer",
    };

    public static IReadOnlyList<DeploymentRule> All { get; } =
    [
        new("The app's identity has the roles that it needs, each on one resource, and no other; nobody else has any",
            d => DeploymentRule.Same("Roles",
            [
                "ServicePrincipal: Storage Blob Data Owner on Microsoft.Storage/storageAccounts",
                "ServicePrincipal: Storage Queue Data Contributor on Microsoft.Storage/storageAccounts",
                "ServicePrincipal: Storage Table Data Contributor on Microsoft.Storage/storageAccounts",
                "ServicePrincipal: Key Vault Secrets User on Microsoft.KeyVault/vaults",
                "ServicePrincipal: Monitoring Metrics Publisher on Microsoft.Insights/components",
            ], Granted(d)).Concat(d.Of(Assignment)
                .Where(role => !role.At("properties.principalId").Contains("userAssignedIdentities", StringComparison.Ordinal))
                .Select(role => $"A role goes to {role.At("properties.principalId")}.")),
            ("a missing role", d => d.All.Remove(d.Of(Assignment).First())),
            ("Contributor on the storage account", d =>
                Change(d.Of(Assignment).First(), "properties.roleDefinitionId", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
                "b24988ac-6180-42a0-ab88-20f7382dd24c")),
            ("a role on the whole group", d =>
                Change(d.Of(Assignment).First(), "id", "Microsoft.Storage/storageAccounts",
                "Microsoft.Resources/resourceGroups")),
            ("a role for somebody else", d =>
                d.Of(Assignment).First().Set("properties.principalId", "00000000-0000-0000-0000-000000000009")),
            ("one role too many", d => d.All.Add(d.Of(Assignment).First().DeepClone()))),
    ];

    /// <summary>Who may do what where, spelt as a sentence.</summary>
    public static IEnumerable<string> Granted(Deployment deployment) => deployment.Of(Assignment).Select(role =>
    {
        var id = role.At("properties.roleDefinitionId").Split('/')[^1];
        return $"{role.At("properties.principalType")}: {RoleNames.GetValueOrDefault(id, id)} on {Scope(role.At("id"))}";
    });

    // The scope comes first, in quotes when the rest is known only to Azure; the text after it repeats the scope.
    private static string Scope(string id)
    {
        var scope = id.StartsWith('[') ? id.Split('\'')[1] : id.Split("/providers/Microsoft.Authorization/")[0];
        return scope.Split("/providers/") is [_, var resource] && resource.Split('/') is [var space, var type, _]
            ? $"{space}/{type}" : scope;
    }

    private static void Change(JsonObject role, string path, string old, string with) =>
        role.Set(path, role.At(path).Replace(old, with, StringComparison.Ordinal));
}
