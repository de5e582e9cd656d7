using Trading.Core.Events.Notifications;
using Trading.Tests.Adapters.Alpaca;

namespace Trading.Tests.Adapters.Notifications;

/// <summary>Settings of notifications: what is wrong is one sentence that names the setting and shows no value.</summary>
public sealed class NotifyOptionsReaderTests
{
    private const string Token = "123456:CANARYCANARYCANARYCANARYCANARYCANARY";

    [Fact]
    public void Every_service_is_configured_by_its_settings_under_either_name()
    {
        foreach (var prefix in (string[])["", "Trading__"])
        {
            var read = Told.Read(
                ($"{prefix}Notify__Webhook__Url", "https://example.com/hook?key=1"),
                ($"{prefix}Notify__Slack__Url", "https://hooks.slack.com/services/T0/B0/XXXX"),
                ($"{prefix}notify__discord__url", "https://discord.com/api/webhooks/1/XXXX"),
                ($"{prefix}Notify__Teams__Url", "https://prod-1.westus.logic.azure.com:443/workflows/1/paths/invoke?sig=2"),
                ($"{prefix}Notify__Telegram__BotToken", Token), ($"{prefix}Notify__Telegram__ChatId", "@channel"),
                ($"{prefix}Notify__Ntfy__Url", " https://ntfy.sh/topic "), ($"{prefix}Notify__MinLevel", "warning"),
                ($"{prefix}Notify__Kinds", "Halted,JobFailed"));

            Assert.Empty(read.Errors);
            Assert.Equal("Webhook, Slack, Discord, Teams, Telegram, Ntfy", $"{read.Options}");
            Assert.Equal(NotificationLevel.Warning, read.Options.MinLevel);
            Assert.Equal([NotificationKind.JobFailed, NotificationKind.Halted], read.Options.Kinds!.Order());
        }
    }

    [Theory]
    [InlineData("Notify__Slack__Url=CANARY", "Notify__Slack__Url is not an address")]
    [InlineData("Notify__Slack__Url=http://hooks.slack.com/services/CANARY", "Notify__Slack__Url does not begin with https://")]
    [InlineData("Notify__Slack__Url=https://discord.com/api/webhooks/1/CANARY", "Notify__Slack__Url is not an address of Slack")]
    [InlineData("Notify__Discord__Url=https://discord.com.evil.example/CANARY",
        "Notify__Discord__Url is not an address of Discord")]
    [InlineData("Notify__Teams__Url=https://x.webhook.office.com/webhookb2/CANARY",
        "Notify__Teams__Url is a retired Microsoft 365")]
    [InlineData("Notify__Webhook__Url=https://me:CANARY@example.com/", "Notify__Webhook__Url has a user name or password in it")]
    [InlineData("Notify__Webhook__Url=ftp://example.com/CANARY", "Notify__Webhook__Url does not begin with https://")]
    [InlineData("Notify__Webhook__Url=@Microsoft.KeyVault(SecretUri=https://CANARY)",
        "is a Key Vault reference that was not resolved")]
    [InlineData("Notify__Telegram__BotToken=" + Token, "Notify__Telegram__BotToken is set without Notify__Telegram__ChatId")]
    [InlineData("Notify__Telegram__ChatId=1", "Notify__Telegram__ChatId is set without Notify__Telegram__BotToken")]
    [InlineData("Notify__Telegram__BotToken=CANARY|Notify__Telegram__ChatId=1",
        "Notify__Telegram__BotToken is not a bot's token")]
    [InlineData("Notify__Telegram__BotToken=" + Token + "|Notify__Telegram__ChatId=CANARY NO",
        "Notify__Telegram__ChatId is not a chat")]
    [InlineData("Notify__Ntfy__Url=https://ntfy.sh/", "Notify__Ntfy__Url has no topic; it may be such as https://ntfy.sh/TOPIC.")]
    [InlineData("Notify__Ntfy__Token=CANARY", "Notify__Ntfy__Token is set without Notify__Ntfy__Url")]
    [InlineData("Notify__MinLevel=2", "Notify__MinLevel is none of Info, Warning, Critical.")]
    [InlineData("Notify__Kinds=Halted,CANARY", "Notify__Kinds may be All, or some of TradeOpened, TradeClosed,")]
    [InlineData("Notify__Kinds=Test", "Notify__Kinds may be All, or some of")]
    [InlineData("Notify__Slak__Url=https://CANARY", "Notify__Slak__Url is not a setting; there are Notify__Webhook__Url,")]
    public void What_is_wrong_is_one_sentence_that_names_the_setting_and_shows_no_value(string settings, string error)
    {
        var read = Told.Read([.. settings.Split('|').Select(s => s.Split('=', 2)).Select(s => (s[0], s[1]))]);

        Assert.Contains(error, Assert.Single(read.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", $"{read} {read.Options} {read.Errors[0]}", StringComparison.OrdinalIgnoreCase);
        Assert.False(read.Options.HasService);
    }

    [Fact]
    public void What_is_wrong_with_one_service_keeps_no_other_from_being_told()
    {
        var read = Told.Read(("Notify__Slack__Url", "nonsense"), ("Notify__Ntfy__Url", "https://ntfy.sh/topic"));

        Assert.Single(read.Errors);
        Assert.Equal("Ntfy", $"{read.Options}");
    }

    // What a service answers is told, and it may echo what it was asked with.
    [Fact]
    public async Task An_answer_that_echoes_a_secret_in_any_encoding_is_told_without_it()
    {
        foreach (var (name, encode) in HiddenKeys.Encodings)
        {
            var random = new Random(name.Length);
            var (path, query) = (HiddenKeys.Secret(random), HiddenKeys.Secret(random));
            var hidden = $"{encode(path)} -- {encode(query)}";
            using var receiver = new LoopbackReceiver(new ReceiverAnswer(400, hidden));
            var address = receiver.Address($"/services/{path}?sig={Uri.EscapeDataString(query)}");
            var read = Told.Read(("Notify__Webhook__Url", address));
            await using var notifier = Told.By(read.Options);

            var (_, reason) = Assert.Single(await notifier.TestAsync(null, Told.At, TestContext.Current.CancellationToken));
            Assert.StartsWith("HTTP 400 (", reason, StringComparison.Ordinal);
            Assert.Contains("***", reason, StringComparison.Ordinal);
            Assert.Null(HiddenKeys.Left(reason!, (encode(path), path.Length), (encode(query), query.Length)));
        }
    }
}
