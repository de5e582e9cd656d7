using System.Text;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>Who may come in: programs on this machine, and no web page.</summary>
public sealed class DoorTests
{
    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "evil.example:5100")]
    [InlineData("Host", "192.168.1.2")]
    [InlineData("Host", "127.0.0.1.evil.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:3000")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_can_neither_halt_a_symbol_nor_send_an_order(string header, string value)
    {
        await using var desk = await PaperDesk.OpenAsync();
        foreach (var (method, path, body) in (IEnumerable<(HttpMethod, string, string?)>)[
            (HttpMethod.Post, "/simulator/halts/SPY", ""), (HttpMethod.Get, "/simulator", null),
            (HttpMethod.Post, "/v2/orders",
                """{"symbol":"SPY","qty":"1","side":"buy","type":"market","time_in_force":"day"}"""),
            (HttpMethod.Options, "/v2/orders", null), (HttpMethod.Get, "/none", null)])
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "text/plain");
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await desk.Client.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True((int)response.StatusCode == 403, $"{method} {path}: {text}");
            Assert.Contains("programs on this machine", text, StringComparison.Ordinal);
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }
        Assert.Contains("\"halted\":[]", (await desk.GetAsync("/simulator")).Text, StringComparison.Ordinal);
        Assert.Equal(0, (await desk.GetAsync("/v2/orders?status=all")).Count);
    }

    [Theory]
    [InlineData("Host", "localhost")]
    [InlineData("Host", "LOCALHOST:1234")]
    [InlineData("Host", "127.0.0.1:80")]
    [InlineData("Host", "[::1]:80")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task A_program_and_a_person_who_types_the_address_come_in(string header, string value)
    {
        await using var desk = await PaperDesk.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v2/clock");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await desk.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
    }
}
