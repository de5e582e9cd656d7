using System.Net.Http.Headers;
using CsCheck;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>Whatever is sent to whatever route, the answer is one of Alpaca's errors and never a broken server.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Bodies =
    [
        "{}", "[]", "null", "\"text\"", "{\"symbol\":\"\\ud800\"}", "{\"symbol\":\"SPY\",\"qty\":1e400}",
        "{\"symbol\":\"SPY\",\"qty\":\"79228162514264337593543950335\",\"side\":\"buy\",\"type\":\"market\","
            + "\"time_in_force\":\"day\"}",
        "{\"symbol\":[1],\"qty\":{},\"side\":true}", "{\"minutes\":1e300}", "{\"minutes\":-1}", "{\"to\":\"2400-01-01\"}",
        "{\"kind\":\"slow\",\"milliseconds\":1e9}", "{\"symbol\":\"SPY\",\"ratio\":1e-28,\"date\":\"2025-11-04\"}",
        "{\"limit_price\":1e28,\"stop_price\":-1,\"trail\":0}", "{\"late\":-1}", "{\"cash\":-5}", "{\"after\":1e300}",
    ];

    private static readonly string[] Words =
    [
        "", "SPY", "-1", "0", "1e9", "99999999999999999999", "null", "%00", "%ff", "%ED%A0%80", "..", "a,b,,", "2025-11-03",
        "9999-12-31T23:59:59Z", "0000-00-00", "1Min", "true", "%0d%0aX: y", "'\"<>", "ü",
    ];

    private static readonly string[] Names =
    [
        "symbols", "limit", "start", "end", "timeframe", "page_token", "qty", "percentage", "status", "after", "until", "nested",
        "cancel_orders", "client_order_id", "direction", "sort", "feed", "adjustment", "activity_types", "page_size", "period",
    ];

    private static readonly Gen<byte[]> AnyBody = Gen.OneOf(
        Gen.Byte.Array[0, 40], Pick(Bodies).Select(System.Text.Encoding.UTF8.GetBytes),
        Gen.Select(Pick(Bodies), Gen.Byte, (text, last) =>
            (byte[])[.. System.Text.Encoding.UTF8.GetBytes(text)[..^1], last]));

    private static readonly Gen<string> AnyParameter =
        Gen.Select(Pick(Names), Pick(Words), (name, value) => $"{name}={value}");

    [Fact]
    public async Task Random_requests_to_every_route_never_break_the_server()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await desk.BuyAsync(5, PaperDesk.Bracket());
        desk.MoveTo("10:32");
        // A fault would be what it was asked for, and the clock would run away.
        var routes = desk.Server.Routes.Where(route => route is not ("POST /simulator/faults" or "POST /simulator/clock"))
            .Concat(["GET /none", "GET /v2/none", "PUT /v2/orders", "POST /simulator/none"]).ToArray();
        Assert.True(routes.Length > 30, string.Join('\n', routes));
        await (from route in Pick(routes)
               from word in Pick(Words)
               from query in AnyParameter.Array[0, 4]
               from body in AnyBody
               select (route, word, query, body))
            .SampleAsync(sample => SendAsync(desk, sample.route, sample.word, sample.query, sample.body), iter: 3000, threads: 1);
        Assert.Equal(200, (await desk.GetAsync("/v2/clock")).Status);
    }

    [Fact]
    public async Task A_body_that_is_no_text_is_refused_as_alpaca_refuses_what_is_no_json()
    {
        await using var desk = await PaperDesk.OpenAsync();
        byte[] body = [.. "{\"symbol\":\""u8, 0xff, .. "\",\"qty\":\"1\",\"side\":\"buy\",\"type\":\"market\"}"u8];
        using var content = new ByteArrayContent(body);
        using var response = await desk.Client.PostAsync(
            new Uri("/v2/orders", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal((400, """{"code":40010000,"message":"request body format is invalid"}"""), ((int)response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    private static Gen<string> Pick(string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static async Task SendAsync(PaperDesk desk, string route, string word, string[] query, byte[] body)
    {
        var parts = route.Split(' ');
        var path = string.Join('/', parts[1].Split('/').Select(segment => segment.StartsWith('{') ? word : segment));
        using var request = new HttpRequestMessage(new HttpMethod(parts[0]), $"{path}?{string.Join('&', query)}");
        if (parts[0] is not ("GET" or "DELETE"))
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        using var response = await desk.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode is < 500 or 501, $"{request.Method} {request.RequestUri}: {text}");
        Assert.True(text.Length < 100_000, $"{request.RequestUri}: {text.Length} characters");
    }
}
