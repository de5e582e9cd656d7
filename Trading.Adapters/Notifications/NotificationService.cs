namespace Trading.Adapters.Notifications;

/// <summary>A service that takes notifications.</summary>
internal enum NotificationService
{
    /// <summary>Any receiver of the JSON that docs/operations.md describes.</summary>
    Webhook,

    /// <summary>A Slack incoming webhook.</summary>
    Slack,

    /// <summary>A Discord webhook.</summary>
    Discord,

    /// <summary>A Microsoft Teams workflow.</summary>
    Teams,

    /// <summary>A Telegram bot.</summary>
    Telegram,

    /// <summary>An ntfy topic.</summary>
    Ntfy,
}

/// <summary>How a message becomes a request of one service.</summary>
internal interface INotificationReceiver
{
    /// <summary>Which service.</summary>
    NotificationService Service { get; }

    /// <summary>The most characters of a text that fit into a message, even if each of them needs an escape.</summary>
    int SafeLength { get; }

    /// <summary>The request; a text that is too long is cut. Made anew for each attempt.</summary>
    HttpRequestMessage RequestOf(NotificationMessage message);
}
