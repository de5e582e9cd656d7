using System.Text;

namespace Trading.Adapters.Notifications.Services;

/// <summary>
/// A Slack incoming webhook (docs.slack.dev, "Sending messages using incoming webhooks"). The three signs by which Slack knows
/// mentions and links are escaped, and formatting and previews are switched off, so that a text from outside only shows.
/// </summary>
internal sealed class SlackReceiver(Uri url) : INotificationReceiver
{
    // Slack advises at most 4,000 characters, and cuts after 40,000.
    private const int Most = 4000;
    private const int LongestEscape = 5;

    /// <inheritdoc/>
    public NotificationService Service => NotificationService.Slack;

    /// <inheritdoc/>
    public int SafeLength => (Most / LongestEscape) - 200;

    /// <inheritdoc/>
    public HttpRequestMessage RequestOf(NotificationMessage message) => JsonRequest.Of(url, new
    {
        text = TextFit.Of($"{TextFit.Mark(message.About.Level)}{message.Title}\n{message.Text}", Most, Escaped),
        mrkdwn = false,
        unfurl_links = false,
        unfurl_media = false,
    });

    private static string Escaped(Rune rune) => rune.Value switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ => rune.ToString(),
    };
}
