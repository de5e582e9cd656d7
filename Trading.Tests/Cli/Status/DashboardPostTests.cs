using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Trading.Adapters.LocalStorage;

namespace Trading.Tests.Cli.Status;

/// <summary>What halts and resumes over the local dashboard's door, and what does not.</summary>
public sealed partial class DashboardPostTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_of_a_book_halts_it_as_the_command_does_and_resumes_it()
    {
        using var run = new InterruptibleRun("dashboard", "--port", "0", "--json", "--book", "live");
        await run.Out.WaitForAsync("}");
        var url = JsonElement.Parse(run.Out.ToString()).GetProperty("url").GetString()!;
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        var token = TokenInput().Match(await http.GetStringAsync("/", Cancel)).Groups["token"].Value;

        var halted = await SendAsync(http, "/halt", url, ("token", token), ("reason", "news"));
        Assert.StartsWith("HALTED since ", halted.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, halted.Status);
        using (var stores = TradingStores(run.Data))
            Assert.Equal("news", (await stores.Journal.GetStateAsync(Cancel)).Halt?.Reason);
        var resumed = await SendAsync(http, "/resume", url, ("token", token));
        Assert.EndsWith("a proven model may buy again.", resumed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(token, run.Out.ToString() + run.Error, StringComparison.Ordinal);
        await run.StopAsync();
    }

    [Theory]
    [InlineData("--book", "demo")]
    [InlineData("--book", "live", "--read-only")]
    public async Task A_page_that_only_shows_has_no_buttons_and_takes_nothing(params string[] options)
    {
        using var run = new InterruptibleRun(["dashboard", "--port", "0", "--json", .. options]);
        await run.Out.WaitForAsync("}");
        var url = JsonElement.Parse(run.Out.ToString()).GetProperty("url").GetString()!;
        using var http = new HttpClient { BaseAddress = new Uri(url) };

        Assert.DoesNotContain("data-dialog=\"", await http.GetStringAsync("/", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("data-act=\"", await http.GetStringAsync("/?ask=halt", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await SendAsync(http, "/halt", url)).Status);
        await run.StopAsync();
        Assert.False(Directory.Exists(run.Data));
    }

    [Theory]
    [InlineData("http://evil.example", ServedDashboard.Token, null)]
    [InlineData("null", ServedDashboard.Token, null)]
    [InlineData(null, ServedDashboard.Token, null)]
    [InlineData("http://127.0.0.1:1", ServedDashboard.Token, null)]
    [InlineData("own", ServedDashboard.Token, "cross-site")]
    [InlineData("own", ServedDashboard.Token, "same-site")]
    [InlineData("own", "guessed", null)]
    [InlineData("own", "", null)]
    public async Task What_another_page_sends_is_refused(string? origin, string token, string? site)
    {
        await using var dashboard = await ServedDashboard.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(dashboard.Url) };
        if (site is not null) http.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);

        var answer = await SendAsync(http, "/halt", origin == "own" ? dashboard.Url : origin, ("token", token));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.StartsWith("Nothing is done: ", answer.Text, StringComparison.Ordinal);
        Assert.Null((await dashboard.Journal.GetStateAsync(Cancel)).Halt);
    }

    [Fact]
    public async Task A_name_that_was_made_to_lead_here_is_refused_whatever_it_sends()
    {
        await using var dashboard = await ServedDashboard.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(dashboard.Url) };
        http.DefaultRequestHeaders.Host = "evil.example";

        var answer = await SendAsync(http, "/halt", "http://evil.example", ("token", ServedDashboard.Token));

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.Status);
        Assert.Null((await dashboard.Journal.GetStateAsync(Cancel)).Halt);
    }

    [Fact]
    public async Task Nothing_is_halted_by_looking_or_without_the_page_s_form()
    {
        await using var dashboard = await ServedDashboard.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(dashboard.Url) };
        using var json = new HttpRequestMessage(HttpMethod.Post, "/halt") { Content = new StringContent("{}") };
        json.Headers.Add("Origin", dashboard.Url);

        using var looked = await http.GetAsync($"/halt?token={ServedDashboard.Token}", Cancel);
        using var asked = await http.GetAsync("/?ask=flatten", Cancel);
        using var sent = await http.SendAsync(json, Cancel);

        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.Forbidden],
            [looked.StatusCode, asked.StatusCode, sent.StatusCode]);
        Assert.Null((await dashboard.Journal.GetStateAsync(Cancel)).Halt);
    }

    [Theory]
    [InlineData("flatten", "true", "Nothing is halted: type FLATTEN")]
    [InlineData("flatten", "yes", "Nothing is halted: flatten is true or false")]
    [InlineData("reason", "a\nb", "Nothing is halted. The reason has a line break")]
    public async Task What_is_said_unclearly_halts_nothing(string name, string value, string told)
    {
        await using var dashboard = await ServedDashboard.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(dashboard.Url) };

        var answer = await SendAsync(http, "/halt", dashboard.Url, ("token", ServedDashboard.Token), (name, value));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith(told, answer.Text, StringComparison.Ordinal);
        Assert.Null((await dashboard.Journal.GetStateAsync(Cancel)).Halt);
    }

    private static Trading.Adapters.Hosting.TradingStores TradingStores(string data) =>
        Trading.Adapters.Hosting.TradingStores.Local(new DataFolder(data), Book.Live);

    private static async Task<(HttpStatusCode Status, string Text)> SendAsync(
        HttpClient http, string path, string? origin, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        if (origin is not null) request.Headers.Add("Origin", origin);
        using var answer = await http.SendAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    [GeneratedRegex("""name="token" value="(?<token>[0-9a-f]{48})">""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TokenInput();
}
