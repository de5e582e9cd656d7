namespace Trading.Adapters.Notifications.Services;

/// <summary>Any receiver of JSON. The document is described in docs/operations.md; its version grows when a name changes its
/// meaning or goes, and not when one is added.</summary>
internal sealed class WebhookReceiver(Uri url) : INotificationReceiver
{
    private const int Version = 1;

    /// <inheritdoc/>
    public NotificationService Service => NotificationService.Webhook;

    /// <inheritdoc/>
    public int SafeLength => 8000;

    /// <inheritdoc/>
    public HttpRequestMessage RequestOf(NotificationMessage message) => JsonRequest.Of(url, Document(message));

    private object Document(NotificationMessage message) => new
    {
        version = Version,
        id = message.Id,
        kind = message.About.Kind,
        level = message.About.Level,
        at = message.About.At,
        mode = message.Mode,
        title = TextFit.Of(message.Title, 250),
        text = TextFit.Of(message.Text, SafeLength),
        symbol = message.About.Symbol,
        count = message.Count,
        fields = message.About.Fields,
        notifications = message.Parts.Select(Document).ToList(),
    };
}
