using System.Text.Json.Nodes;
using Trading.Adapters.Notifications;
using Trading.Cli.Output;
using Trading.Tests.Functions;
using Trading.Tests.Infra.Rules;

namespace Trading.Tests.Infra;

public sealed class ParameterTests
{
    private static readonly Dictionary<string, string> LiveAlone = new(
        StringComparer.Ordinal)
    { ["TRADING_ALPACA_ENVIRONMENT"] = "Live" };

    [Fact]
    public async Task Live_trading_by_one_switch_is_refused_before_anything_is_deployed()
    {
        using var copy = new InfraCopy();
        var outcome = await BicepCompiler.TrySnapshotAsync(copy, LiveAlone);
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains("also needs iUnderstandThisIsRealMoney=true", outcome.Errors, StringComparison.Ordinal);
    }

    private const string Owner = "00000000-0000-0000-0000-000000000009";

    [Fact]
    public async Task Without_asking_for_it_the_network_is_open_the_vault_can_be_purged_and_nobody_signs_in()
    {
        var deployment = new Deployment(new JsonObject(), await BicepCompiler.SnapshotAsync([]));

        Assert.Empty(deployment.Of("Microsoft.Network/virtualNetworks"));
        Assert.Equal("Allow", deployment.Storage.At("properties.networkAcls.defaultAction"));
        Assert.Equal("Allow", deployment.One(Vaults).At("properties.networkAcls.defaultAction"));
        Assert.Equal("", deployment.App.At("properties.virtualNetworkSubnetId"));
        Assert.Equal("false", deployment.Settings.At("DashboardSignIn"));
        // Who enters the vault is logged all the same.
        Assert.Equal("AuditEvent", Assert.Single(deployment.Of(Logs)).At("properties.logs.0.category"));
    }

    [Fact]
    public async Task What_guards_more_is_one_parameter_each()
    {
        using var copy = With($"""
            param restrictNetwork = true
            param allowedAddresses = ['203.0.113.7']
            param purgeProtection = true
            param diagnostics = 'All'
            param dashboardClientId = '{Client}'
            """);
        var deployment = new Deployment(new JsonObject(), await BicepCompiler.SnapshotAsync(
            copy, new(StringComparer.Ordinal) { ["AZURE_PRINCIPAL_ID"] = Owner }));

        var network = deployment.One("Microsoft.Network/virtualNetworks");
        Assert.Equal(
            "Microsoft.App/environments", network.At("properties.subnets.0.properties.delegations.0.properties.serviceName"));
        foreach (var guarded in (JsonObject[])[deployment.Storage, deployment.One(Vaults)])
        {
            Assert.Equal("Deny", guarded.At("properties.networkAcls.defaultAction"));
            Assert.NotEqual("", guarded.At("properties.networkAcls.virtualNetworkRules.0.id"));
            Assert.Equal("203.0.113.7", guarded.At("properties.networkAcls.ipRules.0.value"));
        }
        Assert.NotEqual("", deployment.App.At("properties.virtualNetworkSubnetId"));
        Assert.Equal("true", deployment.One(Vaults).At("properties.enablePurgeProtection"));
        Assert.Equal(4, deployment.Of(Logs).Count());
        Assert.Equal("true", deployment.Settings.At("DashboardSignIn"));
        var signIn = deployment.Of("Microsoft.Web/sites/config").Single(
            config => config.At("name").EndsWith("authsettingsV2", StringComparison.Ordinal));
        Assert.Equal("true", signIn.At("properties.globalValidation.requireAuthentication"));
        // Every page that asks for a key, and no other, is reached without a sign-in.
        Assert.Equal(
            FunctionMetadata.All.Where(f => f.Kind == "httpTrigger" && f.Text("authLevel") == "Function")
                .Select(f => $"/api/{f.Text("route")}").Order(StringComparer.Ordinal),
            signIn.Node("properties.globalValidation.excludedPaths")!.AsArray().Select(path => $"{path}").Order(
                StringComparer.Ordinal));
        const string Active = "properties.identityProviders.azureActiveDirectory";
        Assert.Equal(Client, signIn.At($"{Active}.registration.clientId"));
        Assert.Equal(Owner, signIn.At($"{Active}.validation.defaultAuthorizationPolicy.allowedPrincipals.identities.0"));
    }

    [Fact]
    public async Task A_sign_in_for_nobody_in_particular_is_refused_before_anything_is_deployed()
    {
        using var copy = With($"param dashboardClientId = '{Client}'");
        var outcome = await BicepCompiler.TrySnapshotAsync(copy, []);
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains("also needs ownerPrincipalId", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_service_of_notifications_is_a_secret_of_the_vault_that_is_asked_for_by_name()
    {
        using var copy = With("""
            param notifySecrets = [
              'WebhookUrl', 'SlackUrl', 'DiscordUrl', 'TeamsUrl', 'TelegramBotToken', 'TelegramChatId', 'TelegramUrl', 'NtfyUrl', 'NtfyToken'
            ]
            param notifyMinLevel = 'Warning'
            """);
        var deployment = new Deployment(new JsonObject(), await BicepCompiler.SnapshotAsync(copy, []));

        Assert.Equal(
            NotifySettings.All.Select(v => v.Name).Order(StringComparer.Ordinal),
            deployment.Settings.Select(s => s.Key).Where(k => k.StartsWith("Notify__", StringComparison.Ordinal)).Order(
                StringComparer.Ordinal));
        Assert.Equal("Warning", deployment.Settings.At("Notify__MinLevel"));
        Assert.All(NotifySettings.All.Where(v => v.Name.Count(c => c == '_') == 4), variable => Assert.EndsWith(
            $"SecretName={variable.Name.Replace("__", "", StringComparison.Ordinal)})",
            deployment.Settings.At(variable.Name), StringComparison.Ordinal));
    }

    private const string Client = "00000000-0000-0000-0000-000000000008";
    private const string Vaults = "Microsoft.KeyVault/vaults";
    private const string Logs = "Microsoft.Insights/diagnosticSettings";

    private static InfraCopy With(string parameters)
    {
        var copy = new InfraCopy();
        copy.Replace("main.bicepparam", "param settings = {}", $"param settings = {{}}\n{parameters}\n");
        return copy;
    }

    [Fact]
    public async Task Both_switches_trade_live_and_a_named_owner_may_see_the_data_and_write_the_keys()
    {
        var snapshot = await BicepCompiler.SnapshotAsync(new(LiveAlone, StringComparer.Ordinal)
        {
            ["TRADING_I_UNDERSTAND_THIS_IS_REAL_MONEY"] = "true",
            ["AZURE_PRINCIPAL_ID"] = Owner,
        });
        var deployment = new Deployment(new JsonObject(), snapshot);
        Assert.Equal("Live", deployment.Settings.At("Trading__Alpaca__Environment"));
        Assert.Equal("true", deployment.Settings.At("Trading__Alpaca__IUnderstandThisIsRealMoney"));
        Assert.Empty(SettingRules.Refused(deployment));
        Assert.Equal(
            [
                "User: Key Vault Secrets Officer on Microsoft.KeyVault/vaults",
                "User: Storage Blob Data Reader on Microsoft.Storage/storageAccounts",
                "User: Storage Table Data Reader on Microsoft.Storage/storageAccounts",
            ],
            AccessRules.Granted(deployment).Where(role => role.StartsWith("User", StringComparison.Ordinal)).Order(
                StringComparer.Ordinal));
    }
}
