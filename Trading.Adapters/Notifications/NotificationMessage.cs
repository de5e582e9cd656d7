using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Trading.Core.Events.Notifications;
using Trading.Core.Orders;

namespace Trading.Adapters.Notifications;

/// <summary>A notification with its words, as it is sent.</summary>
/// <param name="About">What it is about.</param>
/// <param name="Title">A few words on one line.</param>
/// <param name="Text">A sentence or two; of several notifications a line each.</param>
internal sealed record NotificationMessage(Notification About, string Title, string Text)
{
    /// <summary>How many events it tells of.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Whose money it is about; null when that is not known.</summary>
    public TradingMode? Mode { get; init; }

    /// <summary>The notifications that it sums up; empty when it is one.</summary>
    public IReadOnlyList<NotificationMessage> Parts { get; init; } = [];

    /// <summary>
    /// The same for each attempt to deliver it, and new for each message, so that a receiver knows a repetition.
    /// </summary>
    public string Id { get; } = IdOf(About, Text);

    // Two programs that tell of one event give it one id.
    private static string IdOf(Notification about, string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{about.Kind}|{about.Subject}|{about.At.ToUnixTimeTicks()}|{text}")))[..12]);
}
