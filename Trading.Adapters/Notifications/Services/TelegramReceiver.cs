using System.Text;
using Trading.Core.Events.Notifications;

namespace Trading.Adapters.Notifications.Services;

/// <summary>
/// A Telegram bot's <c>sendMessage</c> (core.telegram.org/bots/api#sendmessage). Without a parse mode nothing is formatted; a
/// name after an at sign would be mentioned all the same, so an invisible space parts the two.
/// </summary>
internal sealed class TelegramReceiver(Uri server, string botToken, string chatId) : INotificationReceiver
{
    private const int Most = 4096;
    private const int LongestEscape = 2;
    private readonly Uri url = new($"{server.GetLeftPart(UriPartial.Path).TrimEnd('/')}/bot{botToken}/sendMessage");

    /// <inheritdoc/>
    public NotificationService Service => NotificationService.Telegram;

    /// <inheritdoc/>
    public int SafeLength => (Most / LongestEscape) - 300;

    /// <inheritdoc/>
    public HttpRequestMessage RequestOf(NotificationMessage message) => JsonRequest.Of(url, new
    {
        chat_id = chatId,
        text = TextFit.Of($"{TextFit.Mark(message.About.Level)}{message.Title}\n{message.Text}", Most, Escaped),
        link_preview_options = new { is_disabled = true },
        disable_notification = message.About.Level == NotificationLevel.Info,
    });

    private static string Escaped(Rune rune) => rune.Value == '@' ? "@\u200b" : rune.ToString();
}
