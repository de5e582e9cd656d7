using Microsoft.Extensions.Configuration;
using Trading.Adapters.Settings;

namespace Trading.Tests.Adapters.Settings;

public sealed class UniverseSettingsTests
{
    [Theory]
    [InlineData("InPlay:20", null, true)]
    [InlineData("InPlay:20", "*", true)]
    [InlineData("InPlay:20", "SPY,QQQ", false)]
    [InlineData("Symbols", "*", true)]
    [InlineData("Symbols", null, false)]
    public void A_universe_is_chosen_from_the_whole_market_unless_symbols_are_named(
        string universe, string? symbols, bool whole)
    {
        var given = new List<(string, string)> { ("Universe", universe) };
        if (symbols is not null) given.Add(("Symbols", symbols));
        var settings = TradingSettingsReader.Read(Of([.. given])).Settings!;
        Assert.Equal(whole, settings.IsWholeMarket);
        Assert.Equal(whole, settings.Symbols.Count == 0);
    }

    [Fact]
    public void A_universe_of_names_in_play_cannot_be_chosen_before_their_opening_is_known() =>
        Assert.Equal(
            "Trading__UniverseTime is '09:45'; InPlay:20 looks at the opening, so it may not be before 10:00.",
            Assert.Single(TradingSettingsReader.Read(Of(("Universe", "InPlay:20"), ("UniverseTime", "09:45"))).Errors));

    private static IConfigurationRoot Of(params (string Name, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"Trading:{pair.Name}", (string?)pair.Value)))
        .Build();
}
