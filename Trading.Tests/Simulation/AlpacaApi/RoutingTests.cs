namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>Routing is as strict as Alpaca's, although ASP.NET's own is not.</summary>
public sealed class RoutingTests
{
    [Theory]
    [InlineData("GET", "/v2/account/")]
    [InlineData("GET", "/v2/Account")]
    [InlineData("GET", "/v2/orders/")]
    [InlineData("GET", "/v2/orders/a/b")]
    [InlineData("GET", "/v2/none.txt")]
    [InlineData("GET", "/v2")]
    [InlineData("POST", "/v2/account")]
    [InlineData("PUT", "/v2/orders/a")]
    public async Task An_endpoint_exists_only_under_its_exact_path_and_method(string method, string path)
    {
        await using var desk = await PaperDesk.OpenAsync();
        var reply = await desk.SendAsync(new HttpMethod(method), path);
        Assert.Equal((404, """{"code":40410000,"message":"endpoint not found"}"""), (reply.Status, reply.Text));
        Assert.Equal("{}", (await desk.GetAsync("/simulator"))["requests"]);
    }

    [Theory]
    [InlineData("/v2/stocks/bars/")]
    [InlineData("/v2/stocks/ticks")]
    public async Task An_unknown_endpoint_of_the_data_api_has_an_error_without_a_code(string path)
    {
        await using var desk = await PaperDesk.OpenAsync();
        var reply = await desk.GetAsync(path);
        Assert.Equal((404, """{"message":"endpoint not found"}"""), (reply.Status, reply.Text));
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/V2/account")]
    [InlineData("GET", "/simulator/")]
    [InlineData("PUT", "/simulator/clock")]
    public async Task Every_other_path_needs_no_keys_and_names_the_control_endpoint(string method, string path)
    {
        await using var desk = await PaperDesk.OpenAsync(options => options with { SecretKey = "another" });
        var reply = await desk.SendAsync(new HttpMethod(method), path);
        Assert.Equal((404, $"There is no {method} {path}; see GET /simulator."), (reply.Status, reply["message"]));
    }
}
