using System.Text;
using System.Text.Json;
using Trading.Adapters.Notifications;
using Trading.Adapters.Notifications.Services;
using Trading.Core.Events.Notifications;
using Trading.Core.Orders;

namespace Trading.Tests.Adapters.Notifications;

/// <summary>What each service gets, as its documents describe it.</summary>
public sealed class ReceiverTests
{
    private const string Hostile = "<!channel> @everyone *bold* [x](http://evil.example) <@123> & `code` _it_";

    [Fact]
    public async Task A_webhook_gets_the_documented_json()
    {
        using var receiver = new LoopbackReceiver();
        await using (var notifier = Told.By(Told.To(receiver))) notifier.Emit(Told.Sold());

        var request = Assert.Single(receiver.Requests);
        Assert.Equal(("POST", "application/json; charset=utf-8"), (request.Method, request.Headers["Content-Type"]));
        var id = request.Json.GetProperty("id").GetString()!;
        Assert.Matches("^[0-9a-f]{24}$", id);
        Assert.Equal(
            $$"""
            {"version":1,"id":"{{id}}","kind":"TradeClosed","level":"Info","at":"2025-11-03T15:31:00Z","mode":"Paper",
            "title":"Paper: sold 5 SPY: +$12.30","text":"Sold 5 SPY at 514.76: take profit, +$12.30.","symbol":"SPY","count":1,
            "fields":{"entryId":"20251103-1031-SPY-1","quantity":5,"entryPrice":512.30,"probability":0.712,"exitPrice":514.76,
            "exitReason":"TakeProfit","pnl":12.30},"notifications":[]}
            """.ReplaceLineEndings(""),
            request.Body);
    }

    [Fact]
    public async Task Slack_gets_a_text_that_mentions_nobody_and_is_not_formatted()
    {
        var request = await SentAsync(url => new SlackReceiver(url), Hostile, NotificationLevel.Critical);

        Assert.Equal(["text", "mrkdwn", "unfurl_links", "unfurl_media"], Names(request.Json));
        Assert.False(request.Json.GetProperty("mrkdwn").GetBoolean());
        Assert.Equal(
            "\U0001F534 title\n&lt;!channel&gt; @everyone *bold* [x](http://evil.example) &lt;@123&gt; &amp; `code` _it_",
            request.Json.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Discord_gets_a_content_that_mentions_nobody_and_acts_as_no_markdown()
    {
        var request = await SentAsync(url => new DiscordReceiver(url), Hostile, NotificationLevel.Warning);

        Assert.Equal(["content", "allowed_mentions", "flags"], Names(request.Json));
        Assert.Equal("""{"parse":[]}""", request.Json.GetProperty("allowed_mentions").GetRawText());
        Assert.Equal(4, request.Json.GetProperty("flags").GetInt32());
        Assert.Equal(
            "\U0001F7E0 **title**\n\\<\\!channel\\> \\@everyone \\*bold\\* \\[x\\]\\(http\\://evil\\.example\\) \\<\\@123\\> & "
            + "\\`code\\` \\_it\\_",
            request.Json.GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_teams_workflow_gets_an_adaptive_card_of_plain_runs()
    {
        var request = await SentAsync(url => new TeamsReceiver(url), $"{Hostile}\nsecond", NotificationLevel.Critical);

        Assert.Equal("message", request.Json.GetProperty("type").GetString());
        var attachment = Assert.Single(request.Json.GetProperty("attachments").EnumerateArray());
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment.GetProperty("contentType").GetString());
        var card = attachment.GetProperty("content");
        Assert.Equal("http://adaptivecards.io/schemas/adaptive-card.json", card.GetProperty("$schema").GetString());
        Assert.Equal(("AdaptiveCard", "1.2"), (card.GetProperty("type").GetString(), card.GetProperty("version").GetString()));
        var body = card.GetProperty("body").EnumerateArray().ToList();
        // A text block knows Markdown; a run of a rich text block does not.
        Assert.All(body, block => Assert.Equal("RichTextBlock", block.GetProperty("type").GetString()));
        Assert.Equal(["title", Hostile, "second"], body.Select(b => b.GetProperty("inlines")[0].GetProperty("text").GetString()));
        Assert.Equal("attention", body[0].GetProperty("inlines")[0].GetProperty("color").GetString());
    }

    [Fact]
    public async Task A_telegram_bot_sends_without_a_parse_mode_and_mentions_nobody()
    {
        using var receiver = new LoopbackReceiver(new ReceiverAnswer(200, """{"ok":true}"""));
        var root = new Uri(receiver.Address()).GetLeftPart(UriPartial.Authority);
        var read = Told.Read(
            ("Notify__Telegram__BotToken", receiver.BotToken), ("Notify__Telegram__ChatId", "-100123"),
            ("Notify__Telegram__Url", root));
        Assert.Empty(read.Errors);
        await using (var notifier = Told.By(read.Options)) notifier.Emit(Told.Bare(error: "@someone said <b>no</b>"));

        var request = Assert.Single(receiver.Requests);
        Assert.Equal($"/bot{receiver.BotToken}/sendMessage", request.Path);
        Assert.Equal(["chat_id", "text", "link_preview_options", "disable_notification"], Names(request.Json));
        Assert.Equal("-100123", request.Json.GetProperty("chat_id").GetString());
        Assert.Equal("""{"is_disabled":true}""", request.Json.GetProperty("link_preview_options").GetRawText());
        Assert.False(request.Json.GetProperty("disable_notification").GetBoolean());
        Assert.Equal(
            "\U0001F534 Paper: SPY has no live stop\n5 SPY has no live stop at the broker and is NOT being sold: "
            + "@\u200bsomeone said <b>no</b>",
            request.Json.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("/telegram")]
    [InlineData("/telegram/")]
    public async Task A_telegram_server_of_ones_own_keeps_its_path(string path)
    {
        using var receiver = new LoopbackReceiver();
        var read = Told.Read(
            ("Notify__Telegram__BotToken", receiver.BotToken), ("Notify__Telegram__ChatId", "-100123"),
            ("Notify__Telegram__Url", receiver.Address(path)));
        await using (var notifier = Told.By(read.Options)) notifier.Emit(Told.Bare());

        Assert.EndsWith($"/telegram/bot{receiver.BotToken}/sendMessage", Assert.Single(receiver.Requests).Path);
    }

    [Fact]
    public async Task An_ntfy_topic_gets_the_text_as_body_and_the_rest_as_ascii_headers()
    {
        using var receiver = new LoopbackReceiver();
        var read = Told.Read(("Notify__Ntfy__Url", receiver.Address("/topic")), ("Notify__Ntfy__Token", "tk_secret"));
        await using (var notifier = Told.By(read.Options))
        {
            notifier.Emit(Told.Bare());
            var loss = Told.Trade() with { ExitAt = Told.At, ExitPrice = 500m, ExitReason = ExitReason.StopLoss };
            notifier.Emit(Told.Sold() with { Trade = loss });
            await notifier.FlushAsync();
        }

        var (bare, sold) = (receiver.Requests[0], receiver.Requests[1]);
        Assert.Equal("5 SPY had no live stop at the broker and is being sold.", bare.Body);
        Assert.Equal(
            ("Paper: SPY has no live stop", "5", "rotating_light", "Bearer tk_secret", "text/plain; charset=utf-8"),
            (bare.Headers["Title"], bare.Headers["Priority"], bare.Headers["Tags"], bare.Headers["Authorization"],
                bare.Headers["Content-Type"]));
        // The minus of a loss is no ASCII.
        var title = sold.Headers["Title"];
        Assert.Matches("^=\\?UTF-8\\?B\\?[A-Za-z0-9+/=]+\\?=$", title);
        Assert.Equal("Paper: sold 5 SPY: −$61.50", Encoding.UTF8.GetString(Convert.FromBase64String(title[10..^2])));
    }

    public static TheoryData<string> Texts => ["a", "<", "*", "@", "é", "\U0001F600", "a\U0001F600<", "\n"];

    // The longest is where a cut could fall within a character of two parts, or within an escape.
    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_that_is_too_long_is_cut_at_the_service_s_limit_and_between_characters(string unit)
    {
        for (var shift = 0; shift < 3; shift++)
        {
            var text = new string('x', shift) + string.Concat(Enumerable.Repeat(unit, 9000));
            var message = Told.Message(NotificationKind.Test, NotificationLevel.Critical, "", text, title: text);

            var slack = Field(await BodyAsync(new SlackReceiver(Url).RequestOf(message)), "text");
            Assert.InRange(slack.Length, 3900, 4000);
            Assert.DoesNotMatch("&[a-z]*\\.\\.\\.$", slack);
            var discord = Field(await BodyAsync(new DiscordReceiver(Url).RequestOf(message)), "content");
            Assert.InRange(discord.Length, 1900, 2000);
            Assert.DoesNotMatch(@"(?<!\\)(\\\\)*\\\.\.\.$", discord);
            var telegram = Field(await BodyAsync(new TelegramReceiver(Url, "1", "1").RequestOf(message)), "text");
            Assert.InRange(telegram.Length, 4000, 4096);
            var teams = await BodyAsync(new TeamsReceiver(Url).RequestOf(message with { Text = text.Replace('\n', ' ') }));
            Assert.InRange(Encoding.UTF8.GetByteCount(teams), 3000, 28 * 1024);
            using var ntfy = new NtfyReceiver(Url, null).RequestOf(message);
            var body = await ntfy.Content!.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.InRange(body.Length, 4000, 4096);
            Assert.All([slack, discord, telegram, teams, Encoding.UTF8.GetString(body)], AssertWhole);
            Assert.All(ntfy.Headers.GetValues("Title").Single().Split(' '), word => Assert.InRange(word.Length, 0, 250));
        }
    }

    private static Uri Url { get; } = new("https://example.com/topic");

    private static void AssertWhole(string text)
    {
        Assert.DoesNotContain('\uFFFD', text);
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        Assert.Equal(text, strict.GetString(strict.GetBytes(text)));
    }

    private static string Field(string body, string name) => JsonDocument.Parse(body).RootElement.GetProperty(name).GetString()!;

    private static async Task<string> BodyAsync(HttpRequestMessage request)
    {
        using (request) return await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(p => p.Name);

    private static async Task<ReceivedRequest> SentAsync(
        Func<Uri, INotificationReceiver> make, string text, NotificationLevel level)
    {
        using var receiver = new LoopbackReceiver();
        using var request = make(new Uri(receiver.Address())).RequestOf(
            Told.Message(NotificationKind.JobFailed, level, "x", text));
        using var http = new HttpClient();
        await http.SendAsync(request, TestContext.Current.CancellationToken);
        return Assert.Single(receiver.Requests);
    }
}
