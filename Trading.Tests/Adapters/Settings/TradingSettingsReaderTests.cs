using Microsoft.Extensions.Configuration;
using Trading.Adapters.Settings;
using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Risk;
using Trading.Core.Settings;
using Trading.Core.Universe;

namespace Trading.Tests.Adapters.Settings;

public sealed class TradingSettingsReaderTests
{
    [Fact]
    public void Nothing_set_gives_the_defaults() => Assert.Equivalent(new TradingSettings(), Good(), strict: true);

    [Fact]
    public void Every_setting_reaches_its_place()
    {
        var settings = Good(
            ("Symbols", "SPY, BRK.B"), ("MinConfidence", "0.7"), ("StopLoss", "0.03"), ("TakeProfit", "0.05"),
            ("MaxPositionSize", "6"),
            ("MaxOpenPositions", "4"), ("RiskPerTrade", "0.02"), ("Promotion", "always"), ("ModelType", "LightGbm"),
            ("TrainingDays", "60"),
            ("TrainTime", "21:15"), ("RebalanceTime", "04:30"), ("CloseBefore", "6 min"), ("NoEntryBeforeClose", "45"),
            ("Feed", "sip"),
            ("CostBps", "1.5"), ("Seed", "9"), ("EvidenceDays", "365"), ("KeepModelsDays", "60"),
            ("KeepBackupsDays", "90"),
            ("FeatureGroups", "volume, Trend"), ("Trees", "40"), ("Leaves", "12"), ("MinRowsPerLeaf", "100"),
                ("LearningRate", "0.1"), ("MinutesBetweenRows", "7"),
            ("HorizonMinutes", "30"), ("Universe", "inplay:20"), ("UniverseTime", "10:15"), ("UniverseMinPrice", "2.5"),
            ("UniverseMinDollarVolume", "1000"), ("UniverseLeveraged", "TRUE"),
            ("Sizing", "volatility"), ("MaxDailyLoss", "0.02"), ("MaxDrawdown", "0.1"), ("CooldownAfterStop", "30"),
            ("CooldownAfterStopAll", "10 min"), ("MaxTradesPerDay", "20"), ("MaxLossesInRow", "4"), ("MaxExposure", "0.5"),
            ("MaxSectorExposure", "0.2"), ("Sectors", "spy=Index, BRK.B = Real estate"), ("NoEntryAfterOpen", "15"));
        var expected = new TradingSettings
        {
            Symbols = ["SPY", "BRK.B"],
            Feed = "sip",
            KeepBackupsDays = 90,
            Risk = new()
            {
                MinConfidence = 0.7,
                StopLoss = 0.03m,
                TakeProfit = 0.05m,
                MaxPositionSize = 6,
                MaxOpenPositions = 4,
                RiskPerTrade = 0.02m,
                Sizing = PositionSizing.Volatility,
                Protections = ProtectionSettingsTests.AllLimits,
            },
            Learning = new()
            {
                Promotion = Promotion.Always,
                ModelType = ModelType.LightGbm,
                TrainingDays = 60,
                CostBps = 1.5m,
                Seed = 9,
                EvidenceDays = 365,
                KeepModelsDays = 60,
                FeatureGroups = FeatureGroup.Trend | FeatureGroup.Volume,
                Parameters = new()
                {
                    Trees = 40,
                    Leaves = 12,
                    MinRowsPerLeaf = 100,
                    LearningRate = 0.1,
                    MinutesBetweenRows = 7,
                },
            },
            Universe = new UniverseRule(UniverseKind.InPlay, 20)
            {
                SetTime = new(10, 15),
                MinPrice = 2.5m,
                MinDollarVolume = 1_000m,
                AllowsLeveraged = true,
            },
            Horizon = Duration.FromMinutes(30),
            Schedule = new()
            {
                TrainTime = new(21, 15),
                RebalanceTime = new(4, 30),
                CloseBefore = Duration.FromMinutes(6),
                NoEntryBeforeClose = Duration.FromMinutes(45)
            },
        };
        Assert.Equivalent(expected, settings, strict: true);
        Assert.All(SettingDefinitions.All, definition => Assert.NotEqual(definition.Default, definition.Read(settings)));
    }

    [Fact]
    public void Every_default_may_be_written_out_and_is_read_back()
    {
        foreach (var definition in SettingDefinitions.All)
            Assert.Equivalent(new TradingSettings(), Good((definition.Name, definition.Default)), strict: true);
    }

    // The names and defaults of the design's table of settings.
    [Theory]
    [InlineData("MinConfidence", "0.65")]
    [InlineData("StopLoss", "0.02")]
    [InlineData("TakeProfit", "0.04")]
    [InlineData("MaxPositionSize", "5")]
    [InlineData("MaxOpenPositions", "10")]
    [InlineData("RiskPerTrade", "0.01")]
    [InlineData("Promotion", "Probation")]
    [InlineData("ModelType", "RandomForest")]
    [InlineData("TrainingDays", "30")]
    [InlineData("TrainTime", "20:00")]
    [InlineData("RebalanceTime", "04:00")]
    [InlineData("CloseBefore", "5 min")]
    [InlineData("NoEntryBeforeClose", "30 min")]
    [InlineData("Feed", "iex")]
    [InlineData("CostBps", "2")]
    public void A_default_is_shown_as_the_design_has_it(string name, string value) =>
        Assert.Equal(value, SettingDefinitions.All.Single(definition => definition.Name == name).Default);

    [Fact]
    public void Symbols_may_be_a_list_and_a_text_overrides_it()
    {
        Assert.Equal(["SPY", "QQQ"], Good(("Symbols:0", "SPY"), ("Symbols:1", "QQQ")).Symbols);
        Assert.Equal(["AAPL"], Good(("Symbols:0", "SPY"), ("Symbols", "AAPL")).Symbols);
    }

    [Theory]
    [InlineData("MinConfidence", "1.5", "Trading__MinConfidence is '1.5'; it may be a number from 0.5 to 0.99.")]
    [InlineData("MinConfidence", "0,7", "Trading__MinConfidence is '0,7'; it may be a number from 0.5 to 0.99.")]
    [InlineData("ModelType", "1", "Trading__ModelType is '1'; it may be RandomForest, GradientBoosting or LightGbm.")]
    [InlineData("TrainTime", "25:00", "Trading__TrainTime is '25:00'; it may be a New York time HH:mm from 16:00 to 23:59.")]
    public void A_wrong_value_is_named_with_what_it_may_be(string name, string value, string message) =>
        Assert.Equal([message], Errors((name, value)));

    [Theory]
    [InlineData("Symbols", "")]
    [InlineData("Symbols", "SPY,")]
    [InlineData("Symbols", "SPY,spy")]
    [InlineData("Symbols", "SPY,QQQ,SPY")]
    [InlineData("MinConfidence", "0.49")]
    [InlineData("StopLoss", "0")]
    [InlineData("StopLoss", "-0.02")]
    [InlineData("StopLoss", "2")]
    [InlineData("TakeProfit", "0")]
    [InlineData("MaxPositionSize", "0")]
    [InlineData("MaxPositionSize", "2.5")]
    [InlineData("MaxOpenPositions", "ten")]
    [InlineData("RiskPerTrade", "1")]
    [InlineData("Promotion", "Sometimes")]
    [InlineData("ModelType", "RandomForest,LightGbm")]
    [InlineData("TrainingDays", "4")]
    [InlineData("TrainTime", "8pm")]
    [InlineData("TrainTime", "12:00")]
    [InlineData("RebalanceTime", "09:30")]
    [InlineData("CloseBefore", "0")]
    [InlineData("CloseBefore", "5 hours")]
    [InlineData("NoEntryBeforeClose", "390")]
    [InlineData("Feed", "IEX2")]
    [InlineData("CostBps", "-1")]
    [InlineData("Seed", "99999999999")]
    [InlineData("EvidenceDays", "29")]
    [InlineData("KeepModelsDays", "0")]
    [InlineData("KeepBackupsDays", "0")]
    [InlineData("FeatureGroups", "")]
    [InlineData("FeatureGroups", "Trend,Weather")]
    [InlineData("FeatureGroups", "3")]
    [InlineData("Trees", "0")]
    [InlineData("Leaves", "1")]
    [InlineData("Leaves", "none")]
    [InlineData("MinRowsPerLeaf", "auto")]
    [InlineData("LearningRate", "0")]
    [InlineData("MinutesBetweenRows", "61")]
    [InlineData("HorizonMinutes", "390")]
    public void A_value_that_may_not_be_is_refused(string name, string value) =>
        Assert.StartsWith(
            $"Trading__{name} is '{value}'; it may be ", Assert.Single(Errors((name, value))), StringComparison.Ordinal);

    [Theory]
    [InlineData("MinConfidense", "did you mean Trading__MinConfidence?")]
    [InlineData("stoploss_", "did you mean Trading__StopLoss?")]
    [InlineData("Colour", "there are Symbols, Universe,")]
    public void An_unknown_setting_is_an_error_with_a_suggestion(string name, string suggestion)
    {
        var error = Assert.Single(Errors((name, "1")));
        Assert.StartsWith($"Trading__{name} is not a setting; {suggestion}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_read_elsewhere_is_left_alone() => Good(("Alpaca:KeyId", "x"), ("Storage:Folder", "y"));

    [Fact]
    public void Names_are_read_in_any_case() => Assert.Equal(0.7, Good(("MINCONFIDENCE", "0.7")).Risk.MinConfidence);

    [Theory]
    [InlineData("Feed", "SIP", "sip")]
    [InlineData("Feed", "Iex", "iex")]
    [InlineData("Symbols", "spy, Brk.b", "SPY,BRK.B")]
    [InlineData("ModelType", "lightgbm", "LightGbm")]
    [InlineData("Promotion", "ALWAYS", "Always")]
    [InlineData("FeatureGroups", "clock, trend", "Trend,Clock")]
    [InlineData("FeatureGroups", "Range,Clock,Volume,Volatility,Trend", "All")]
    [InlineData("Trees", "Auto", "auto")]
    [InlineData("HorizonMinutes", "", "none")]
    public void Values_that_are_names_are_read_in_any_case_and_kept_in_their_own(string name, string value, string kept) =>
        Assert.Equal(kept, SettingDefinitions.All.Single(definition => definition.Name == name).Read(Good((name, value))));

    [Fact]
    public void Each_trainer_has_its_own_trees_and_leaves_unless_they_are_given()
    {
        Assert.Equal(TrainerParameters.Of(ModelType.RandomForest), Good().Learning.Parameters);
        Assert.Equal(
            TrainerParameters.Of(ModelType.LightGbm) with { Leaves = 5, LearningRate = 0.2 },
            Good(("LearningRate", "0.2"), ("Leaves", "5"), ("ModelType", "LightGbm")).Learning.Parameters);
        Assert.Equal(
            new TrainerParameters { Trees = 7, Leaves = 3 },
            new LearningSettings { Parameters = new() { Trees = 7, Leaves = 3 }, ModelType = ModelType.LightGbm }.Parameters);
    }

    [Fact]
    public void Entries_may_not_end_after_everything_is_closed() => Assert.Equal(
        ["Trading__NoEntryBeforeClose is '30 min'; it may not be less than Trading__CloseBefore, which is '40 min'."],
        Errors(("CloseBefore", "40")));

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(3, Errors(("MinConfidence", "x"), ("Seed", "y"), ("Sed", "1")).Count);

    private static TradingSettings Good(params (string Name, string Value)[] values)
    {
        var result = Read(values);
        Assert.Empty(result.Errors);
        return result.Settings!;
    }

    private static IReadOnlyList<string> Errors(params (string Name, string Value)[] values)
    {
        var result = Read(values);
        Assert.Null(result.Settings);
        return result.Errors;
    }

    private static SettingsResult Read((string Name, string Value)[] values) =>
        TradingSettingsReader.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"Trading:{pair.Name}", (string?)pair.Value)))
        .Build());
}
