using Microsoft.Extensions.Configuration;
using Trading.Adapters.Settings;
using Trading.Core.Risk;

namespace Trading.Tests.Adapters.Settings;

public sealed class ProtectionSettingsTests
{
    /// <summary>Each limit set.</summary>
    internal static ProtectionLimits AllLimits => new()
    {
        MaxDailyLoss = 0.02m,
        MaxDrawdown = 0.1m,
        CooldownAfterStop = Duration.FromMinutes(30),
        CooldownAfterStopAll = Duration.FromMinutes(10),
        MaxTradesPerDay = 20,
        MaxLossesInRow = 4,
        MaxExposure = 0.5m,
        MaxSectorExposure = 0.2m,
        Sectors = new(SectorMap.Empty.Sectors.Add("SPY", "Index").Add("BRK.B", "Real estate")),
        NoEntryAfterOpen = Duration.FromMinutes(15),
    };

    [Theory]
    [InlineData("Sizing", "Kelly")]
    [InlineData("MaxDailyLoss", "0")]
    [InlineData("MaxDailyLoss", "2 %")]
    [InlineData("MaxDrawdown", "1")]
    [InlineData("CooldownAfterStop", "0")]
    [InlineData("CooldownAfterStopAll", "391")]
    [InlineData("MaxTradesPerDay", "0")]
    [InlineData("MaxLossesInRow", "-1")]
    [InlineData("MaxExposure", "5")]
    [InlineData("MaxSectorExposure", "0")]
    [InlineData("Sectors", "AAPL")]
    [InlineData("Sectors", "AAPL=")]
    [InlineData("Sectors", "AAPL=Tech,aapl=Fruit")]
    [InlineData("Sectors", "AAPL=Tech,,MSFT=Tech")]
    [InlineData("NoEntryAfterOpen", "181")]
    public void A_value_that_may_not_be_is_refused(string name, string value) => Assert.StartsWith(
        $"Trading__{name} is '{value}'; it may be ", Assert.Single(Read((name, value)).Errors), StringComparison.Ordinal);

    [Theory]
    [InlineData("MaxDailyLoss", "None", "none")]
    [InlineData("MaxDailyLoss", "0.020", "0.020")]
    [InlineData("CooldownAfterStop", "30", "30 min")]
    [InlineData("Sizing", "VOLATILITY", "Volatility")]
    [InlineData("Sectors", "xom=Energy, aapl = Tech", "AAPL=Tech,XOM=Energy")]
    public void A_value_is_kept_as_it_is_shown(string name, string value, string shown)
    {
        var definition = SettingDefinitions.All.Single(d => d.Name == name);
        var settings = Read((name, value)).Settings!;
        Assert.Equal(shown, definition.Read(settings));
        Assert.Equal(definition.Read(settings), definition.Read(Read((name, shown)).Settings!));
    }

    [Fact]
    public void A_limit_on_sectors_without_sectors_is_refused()
    {
        Assert.StartsWith(
            "Trading__MaxSectorExposure is set and Trading__Sectors is not",
            Assert.Single(Read(("MaxSectorExposure", "0.1")).Errors), StringComparison.Ordinal);
        Assert.Empty(Read(("MaxSectorExposure", "0.1"), ("Sectors", "SPY=Index")).Errors);
    }

    private static SettingsResult Read(params (string Name, string Value)[] values) =>
        TradingSettingsReader.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"Trading:{pair.Name}", (string?)pair.Value)))
            .Build());
}
