using System.Text.Json;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>What Alpaca has and this exchange does not is answered so; what Alpaca does not have either is not found.</summary>
public sealed class NotSimulatedTests
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    [Theory]
    [InlineData("GET", "/v2/watchlists")]
    [InlineData("POST", "/v2/watchlists:by_name")]
    [InlineData("DELETE", "/v2/watchlists:by_name/SPY")]
    [InlineData("GET", "/v2/options/contracts/AAPL250620C00100000")]
    [InlineData("GET", "/v2/stocks/meta/exchanges")]
    [InlineData("GET", "/v2/stocks/SPY/auctions")]
    [InlineData("GET", "/v2/corporate_actions/announcements")]
    [InlineData("GET", "/v1/corporate-actions")]
    [InlineData("GET", "/v1beta1/news")]
    [InlineData("GET", "/v1beta3/crypto/us/bars")]
    [InlineData("GET", "/v3/clock")]
    public async Task An_endpoint_of_alpacas_that_is_not_served_says_so(string method, string path)
    {
        await using var desk = await PaperDesk.OpenAsync();
        var reply = await desk.SendAsync(new HttpMethod(method), path);
        Assert.Equal((501, "50110000", $"{method} {path} exists at Alpaca and is not simulated here"),
            (reply.Status, reply["code"], reply["message"]));
    }

    [Fact]
    public async Task A_form_that_is_not_served_says_so()
    {
        await using var desk = await PaperDesk.OpenAsync();
        var reply = await desk.BuyAsync(1, ""","order_class":"mleg" """);
        Assert.Equal((501, "50110000"), (reply.Status, reply["code"]));
        Assert.Equal(501, (await desk.GetAsync("/v2/stocks/bars?symbols=SPY&timeframe=1Week")).Status);
    }

    [Theory]
    [InlineData("PUT", "/v2/watchlists")]
    [InlineData("GET", "/v2/watchlists/a/b/c")]
    [InlineData("GET", "/v2/stocks/SPY/ticks")]
    [InlineData("GET", "/v2/short_locates")]
    public async Task What_alpaca_does_not_have_is_not_found(string method, string path)
    {
        await using var desk = await PaperDesk.OpenAsync();
        var reply = await desk.SendAsync(new HttpMethod(method), path);
        Assert.Equal((404, "endpoint not found"), (reply.Status, reply["message"]));
    }

    [Fact]
    public async Task Every_path_of_alpacas_documents_is_served_or_known_as_not_simulated()
    {
        await using var desk = await PaperDesk.OpenAsync();
        foreach (var document in (string[])["trading-api.json", "market-data-api.json"])
        {
            var paths = JsonElement.Parse(SharedFolder.ReadOrSkip("alpaca", document)).GetProperty("paths");
            foreach (var path in paths.EnumerateObject())
            {
                foreach (var method in path.Value.EnumerateObject().Where(member => Methods.Contains(member.Name)))
                {
                    var asked = string.Join('/', path.Name.Split('/').Select(part => part.StartsWith('{') ? "none" : part));
                    var reply = await desk.SendAsync(new HttpMethod(method.Name.ToUpperInvariant()), asked);
                    Assert.DoesNotContain("endpoint not found", reply.Text, StringComparison.Ordinal);
                    Assert.DoesNotContain("There is no", reply.Text, StringComparison.Ordinal);
                }
            }
        }
    }
}
