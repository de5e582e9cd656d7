using Trading.Core.Events.Notifications;

namespace Trading.Adapters.Notifications.Services;

/// <summary>
/// A Microsoft Teams workflow "when a Teams webhook request is received" (learn.microsoft.com, "Create incoming webhooks with
/// Workflows"), which takes an Adaptive Card. Its texts are text runs, which know no Markdown and mention nobody.
/// </summary>
internal sealed class TeamsReceiver(Uri url) : INotificationReceiver
{
    // A message may have 28 KB; a character takes at most three bytes in it, and a control character six.
    private const int Most = 4000;

    /// <inheritdoc/>
    public NotificationService Service => NotificationService.Teams;

    /// <inheritdoc/>
    public int SafeLength => Most;

    /// <inheritdoc/>
    public HttpRequestMessage RequestOf(NotificationMessage message) => JsonRequest.Of(url, new Dictionary<string, object>
    {
        ["type"] = "message",
        ["attachments"] = new[]
        {
            new Dictionary<string, object?>
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["contentUrl"] = null,
                ["content"] = Card(message),
            },
        },
    });

    private static Dictionary<string, object> Card(NotificationMessage message) => new()
    {
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["type"] = "AdaptiveCard",
        ["version"] = "1.2",
        ["body"] = TextFit.Of(message.Text, Most).Split('\n')
            .Select(line => Line(new { type = "TextRun", text = line }))
            .Prepend(Line(new
            {
                type = "TextRun",
                text = TextFit.Of(message.Title, 250),
                weight = "bolder",
                size = "medium",
                color = Colour(message.About.Level),
            }))
            .ToList(),
    };

    private static object Line(object run) => new { type = "RichTextBlock", inlines = new[] { run } };

    private static string Colour(NotificationLevel level) => level switch
    {
        NotificationLevel.Critical => "attention",
        NotificationLevel.Warning => "warning",
        _ => "default",
    };
}
