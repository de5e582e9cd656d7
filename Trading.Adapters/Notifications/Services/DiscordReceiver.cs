using System.Text;

namespace Trading.Adapters.Notifications.Services;

/// <summary>
/// A Discord webhook (discord.com/developers, "Execute Webhook"). Nobody is mentioned, links get no preview, and every sign that
/// could act as Markdown is escaped.
/// </summary>
internal sealed class DiscordReceiver(Uri url) : INotificationReceiver
{
    private const int Most = 2000;
    private const int LongestEscape = 2;
    private const int SuppressEmbeds = 1 << 2;
    private const string Markdown = "\\*_~`|>#-+[]()<@:.!";

    /// <inheritdoc/>
    public NotificationService Service => NotificationService.Discord;

    /// <inheritdoc/>
    public int SafeLength => (Most / LongestEscape) - 200;

    /// <inheritdoc/>
    public HttpRequestMessage RequestOf(NotificationMessage message)
    {
        var title = $"{TextFit.Mark(message.About.Level)}**{TextFit.Of(message.Title, 400, Escaped)}**\n";
        return JsonRequest.Of(url, new
        {
            content = title + TextFit.Of(message.Text, Most - title.Length, Escaped),
            allowed_mentions = new { parse = Array.Empty<string>() },
            flags = SuppressEmbeds,
        });
    }

    private static string Escaped(Rune rune) =>
        rune.IsAscii && Markdown.Contains((char)rune.Value, StringComparison.Ordinal) ? $"\\{rune}" : rune.ToString();
}
