using Trading.Adapters.Secrets;
using Trading.Core.Events.Notifications;

namespace Trading.Adapters.Notifications;

/// <summary>Who is told what. It is never printed: the addresses are secrets.</summary>
public sealed class NotifyOptions
{
    /// <summary>Nobody is told anything.</summary>
    internal static NotifyOptions None { get; } = new([], [], NotificationLevel.Info, null);

    internal NotifyOptions(
        IReadOnlyList<INotificationReceiver> receivers, IReadOnlyList<string> secrets, NotificationLevel minLevel,
        IReadOnlySet<NotificationKind>? kinds)
    {
        (Receivers, MinLevel, Kinds) = (receivers, minLevel, kinds);
        Scrubber = new KeyScrubber(secrets);
    }

    /// <summary>The services that are configured.</summary>
    internal IReadOnlyList<INotificationReceiver> Receivers { get; }

    /// <summary>Removes every secret from what a service answers.</summary>
    internal KeyScrubber Scrubber { get; }

    /// <summary>The lowest level that is told.</summary>
    internal NotificationLevel MinLevel { get; }

    /// <summary>The kinds that are told; null for all.</summary>
    internal IReadOnlySet<NotificationKind>? Kinds { get; }

    /// <summary>The most messages that a service gets in a minute; what is more is summed up.</summary>
    internal int MessagesPerMinute { get; init; } = 10;

    /// <summary>The most notifications that wait for a service.</summary>
    internal int MostWaiting { get; init; } = 200;

    /// <summary>How long one attempt may take.</summary>
    internal TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the first repetition waits, on average; each later one twice as long, up to a minute.</summary>
    internal TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a message is tried before it is given up; a critical one six times as long.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether any service is configured.</summary>
    public bool HasService => Receivers.Count > 0;

    /// <summary>Whether a notification is told.</summary>
    internal bool Wants(Notification notification) =>
        notification.Weight >= MinLevel && (Kinds is null || Kinds.Contains(notification.Kind));

    /// <summary>The same with another behaviour, for tests.</summary>
    internal NotifyOptions With(
        int? perMinute = null, int? mostWaiting = null, TimeSpan? attempt = null, TimeSpan? delay = null, TimeSpan? patience = null) =>
        new(this)
        {
            MessagesPerMinute = perMinute ?? MessagesPerMinute,
            MostWaiting = mostWaiting ?? MostWaiting,
            AttemptTimeout = attempt ?? AttemptTimeout,
            RetryDelay = delay ?? RetryDelay,
            Patience = patience ?? Patience,
        };

    private NotifyOptions(NotifyOptions other) =>
        (Receivers, Scrubber, MinLevel, Kinds) = (other.Receivers, other.Scrubber, other.MinLevel, other.Kinds);

    /// <summary>The names of the services, never an address.</summary>
    public override string ToString() => string.Join(", ", Receivers.Select(r => r.Service));
}
