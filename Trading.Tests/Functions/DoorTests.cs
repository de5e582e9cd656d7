using System.Text;
using Trading.Adapters.AzureStorage;
using Trading.Tests.Adapters.AzureStorage;

namespace Trading.Tests.Functions;

/// <summary>What comes in over HTTP: keys in the wrong place, bodies that are none, and people who have signed in.</summary>
public sealed class DoorTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static AzureStorageOptions Unasked => new() { ConnectionString = "UseDevelopmentStorage=true" };

    public static TheoryData<string, byte[]> WrongBodies => new()
    {
        { "the body is not UTF-8.", [0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d] },
        { "the body is not UTF-8.", Encoding.Unicode.GetBytes("{\"flatten\":true,\"reason\":\"\u00e4\"}")[1..] },
        { "the body is not JSON", "flatten=true"u8.ToArray() },
        { "the body is not JSON", "{\"flatten\":true"u8.ToArray() },
        { "the body is not JSON", "[true]"u8.ToArray() },
        { "the body is not JSON", "null"u8.ToArray() },
        { "the body is not JSON", "\0"u8.ToArray() },
        { "the body is not JSON", "{\"flaten\":true}"u8.ToArray() },
        { "the body is not JSON", "{\"reason\":7}"u8.ToArray() },
        { "the body is not JSON", "{\"reason\":\"\\ud800\"}"u8.ToArray() },
        { "flatten is true or false", "{\"flatten\":\"true\"}"u8.ToArray() },
        { "flatten is true or false", "{\"flatten\":true,\"flatten\":false}"u8.ToArray() },
        { "The reason has a line break", "{\"reason\":\"a\\nb\"}"u8.ToArray() },
        { "The reason has 301 characters", Encoding.UTF8.GetBytes($"{{\"reason\":\"{new string('x', 301)}\"}}") },
        { "the body is longer than 4096 bytes", Encoding.UTF8.GetBytes($"{{\"reason\":\"{new string('x', 100_000)}\"}}") },
    };

    [Theory]
    [MemberData(nameof(WrongBodies))]
    public async Task A_body_that_cannot_be_understood_is_refused_in_one_sentence(string told, byte[] body)
    {
        // Nothing is written, so no storage is asked.
        using var host = new TestHost(Unasked, "http://127.0.0.1:1");

        var halted = await host.HaltAsync("", body);
        Assert.Equal(400, halted.StatusCode);
        Assert.StartsWith("Nothing is halted: ", halted.Content, StringComparison.Ordinal);
        Assert.Contains(told, halted.Content, StringComparison.Ordinal);
        Assert.InRange(halted.Content!.Length, 20, 300);

        var resumed = await host.ResumeAsync("", body);
        Assert.Equal(400, resumed.StatusCode);
        Assert.StartsWith("Nothing is resumed: ", resumed.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?flaten=true", "'flaten' is not part of a halt")]
    [InlineData("?reason=a%0Ab", "The reason has a line break")]
    [InlineData("?reason=a&reason=b", "flatten is true or false")]
    [InlineData("?%1b%5b2J=1", "'\\u001b[2J' is not part of a halt")]
    public async Task A_query_that_cannot_be_understood_is_refused_in_one_sentence(string query, string told)
    {
        using var host = new TestHost(Unasked, "http://127.0.0.1:1");

        var halted = await host.HaltAsync(query);

        Assert.Equal(400, halted.StatusCode);
        Assert.Contains(told, halted.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_halt_may_be_asked_for_in_the_body()
    {
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), "http://127.0.0.1:1");

        Assert.Equal(400, (await host.HaltAsync("?flatten=true", "{\"flatten\":true}"u8.ToArray())).StatusCode);
        Assert.Equal(200, (await host.HaltAsync("", "{\"flatten\":true,\"reason\":\"news, \u00e4\"}"u8.ToArray())).StatusCode);

        Assert.True((await host.Host.Journal!.GetStateAsync(Cancel)).Halt is { Flatten: true, Reason: "news, \u00e4" });
    }

    [Fact]
    public async Task A_key_in_the_url_is_refused_and_nothing_is_done()
    {
        using var host = new TestHost(Unasked, "http://127.0.0.1:1");
        const string Query = "?code=abc&flatten=true";

        foreach (var answer in new[]
        {
            await host.StatusAsync(Query), await host.DashboardAsync(Query), await host.HaltAsync(Query),
            await host.ResumeAsync(Query),
        })
        {
            Assert.Equal(400, answer.StatusCode);
            Assert.Contains("x-functions-key", answer.Content, StringComparison.Ordinal);
            Assert.DoesNotContain("abc", answer.Content, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("true", "3f2c", 200)]
    [InlineData("true", null, 403)]
    [InlineData("true", "", 403)]
    [InlineData("false", "3f2c", 403)]
    [InlineData(null, "3f2c", 403)]
    [InlineData("yes", "3f2c", 403)]
    public async Task Without_a_key_the_dashboard_is_for_those_who_have_signed_in(string? setting, string? person, int status)
    {
        using var host = new TestHost(Unasked, "http://127.0.0.1:1", null, ("MinConfidence", "7"));

        var answer = await host.SignedInAsync(setting, person);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == 200, answer.Content!.Contains("Trading__MinConfidence", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_header_that_anyone_may_send_opens_nothing_while_the_platform_s_sign_in_is_not_in_front()
    {
        using var host = new TestHost(Unasked, "http://127.0.0.1:1", null, ("MinConfidence", "7"));

        Assert.Equal(403, (await host.SignedInAsync("true", "3f2c", isInFront: false)).StatusCode);
    }
}
