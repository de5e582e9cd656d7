using System.Text.Json;
using Trading.Adapters.Settings;
using Trading.Cli;
using Trading.Cli.Output;

namespace Trading.Tests.Cli;

public class SettingsCommandTests
{
    [Theory]
    [InlineData(null, null, "0.65", "default")]
    [InlineData("0.7", null, "0.7", "environment")]
    [InlineData(null, "0.8", "0.8", "--set")]
    [InlineData("0.7", "0.8", "0.8", "--set")]
    public async Task The_command_line_goes_before_the_environment_and_that_before_the_default(
        string? environment, string? set, string value, string from)
    {
        using var cli = new CliRun();
        if (environment is not null) cli.Environment["Trading__MinConfidence"] = environment;

        Assert.Equal(
            ExitCode.Fine,
            await cli.RunAsync(["settings", "--json", .. set is null ? [] : new[] { "--set", $"MinConfidence={set}" }]));

        var row = Row(cli, "MinConfidence");
        Assert.Equal(value, row.GetProperty("value").GetString());
        Assert.Equal(from, row.GetProperty("from").GetString());
        Assert.Equal("0.65", row.GetProperty("default").GetString());
    }

    [Fact]
    public async Task Set_may_be_repeated_and_its_last_word_counts()
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync(
            "settings", "--json", "--set", "StopLoss=0.01", "--set", "MaxOpenPositions=3", "--set", "StopLoss=0.03"));
        Assert.Equal("0.03", Row(cli, "StopLoss").GetProperty("value").GetString());
        Assert.Equal("3", Row(cli, "MaxOpenPositions").GetProperty("value").GetString());
    }

    [Fact]
    public async Task Every_setting_is_listed_with_what_it_may_be()
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("settings"));
        Assert.All(SettingDefinitions.All, definition =>
        {
            var line = cli.Out.Split('\n').Single(l => l.StartsWith($"{definition.Name} ", StringComparison.Ordinal));
            Assert.Contains(definition.Allowed, line, StringComparison.Ordinal);
            Assert.Contains(definition.Default, line, StringComparison.Ordinal);
        });
    }

    private static JsonElement Row(CliRun cli, string name) =>
        cli.Json().GetProperty("settings").EnumerateArray().Single(r => r.GetProperty("name").GetString() == name);
}
