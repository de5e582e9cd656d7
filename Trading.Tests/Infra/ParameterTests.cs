using System.Text.Json.Nodes;
using Trading.Cli.Output;
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

    [Fact]
    public async Task Both_switches_trade_live_and_a_named_owner_may_see_the_data_and_write_the_keys()
    {
        var snapshot = await BicepCompiler.SnapshotAsync(new(LiveAlone, StringComparer.Ordinal)
        {
            ["TRADING_I_UNDERSTAND_THIS_IS_REAL_MONEY"] = "true",
            ["AZURE_PRINCIPAL_ID"] = "00000000-0000-0000-0000-000000000009",
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
