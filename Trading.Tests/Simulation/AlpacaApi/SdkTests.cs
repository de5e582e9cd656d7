using System.Text.Json;
using Trading.Cli.Output;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>
/// Alpaca's official JavaScript SDK, in the version that <c>package.json</c> pins, against the paper exchange. It is installed
/// once into a folder for temporary files; the test is skipped when that is not possible.
/// </summary>
public sealed class SdkTests
{
    private static readonly NpmPackage Sdk = new(Path.Combine("Simulation", "AlpacaApi"), "sdk.mjs");

    [Fact]
    public async Task Alpacas_own_sdk_places_queries_replaces_and_cancels_a_bracket()
    {
        var cancel = TestContext.Current.CancellationToken;
        if (await Sdk.InstallAsync(cancel) is { } reason) Assert.Skip(reason);
        await using var desk = await PaperDesk.OpenAsync();
        var (exit, output, errors) = await Sdk.RunAsync("node", ["sdk.mjs", desk.Server.Url.ToString()], cancel);
        Assert.True(exit == 0, errors);
        var seen = JsonElement.Parse(output);

        Assert.Equal("""{"status":"new","legs":["limit held","stop held"]}""", seen.GetProperty("placed").GetRawText());
        Assert.Equal("""{"replaces":true,"limit":"99.25"}""", seen.GetProperty("replaced").GetRawText());
        Assert.Equal("\"replaced\"", seen.GetProperty("old").GetRawText());
        Assert.Equal("""["canceled","canceled"]""", seen.GetProperty("cancelled").GetRawText());
        Assert.Equal("""{"same":true,"status":"filled","price":"100","at":"2025-11-03T15:31:00.000Z"}""",
            seen.GetProperty("filled").GetRawText());
        Assert.Equal("""["replaced","canceled","filled"]""", seen.GetProperty("listed").GetRawText());
        Assert.Equal("""{"symbol":"SPY","qty":"5","available":"0"}""", seen.GetProperty("position").GetRawText());
        Assert.Equal("\"ACTIVE\"", seen.GetProperty("account").GetRawText());
        Assert.Equal("403", seen.GetProperty("refused").GetProperty("status").GetRawText());
    }
}
