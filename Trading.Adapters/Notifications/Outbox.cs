using Trading.Core.Events.Notifications;
using Trading.Core.Text;

namespace Trading.Adapters.Notifications;

/// <summary>
/// The messages that wait for one service, in order. It keeps the limit of messages a minute: when half of a minute's are spent,
/// all that waits goes as one. When it is full the oldest of the lowest level gives way, is counted and told. Not safe for use by
/// several threads at once.
/// </summary>
/// <param name="capacity">The most messages that wait.</param>
/// <param name="perMinute">The most messages in any minute.</param>
/// <param name="safeLength">The most characters of a text that fit into one message.</param>
internal sealed class Outbox(int capacity, int perMinute, int safeLength)
{
    private const int LongestLine = 300;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly LinkedList<NotificationMessage> waiting = [];
    private readonly Queue<TimeSpan> sent = new();
    private readonly LostCounts lost = new();

    /// <summary>Whether nothing waits, nor is there a loss to tell.</summary>
    public bool IsEmpty => waiting.Count == 0 && lost.Total == 0;

    /// <summary>How many messages wait.</summary>
    public int Count => waiting.Count;

    /// <summary>Whether what waits goes as one message, because the last one did not arrive.</summary>
    public bool SumsUp { get; set; }

    /// <summary>Adds a message; gives the one that gave way, or null.</summary>
    public NotificationMessage? Add(NotificationMessage message)
    {
        waiting.AddLast(message);
        if (waiting.Count <= capacity) return null;
        var lowest = waiting.Min(m => m.About.Weight);
        var first = waiting.First;
        while (first!.Value.About.Weight != lowest) first = first.Next;
        waiting.Remove(first);
        lost.Add(first.Value);
        return first.Value;
    }

    /// <summary>A message was given up; its loss is told with the next one.</summary>
    public void GiveUp(NotificationMessage message) => lost.Add(message);

    /// <summary>The next message, or how long to wait for one; neither when nothing waits.</summary>
    /// <param name="now">The time since any fixed moment.</param>
    /// <param name="isLast">Whether nothing follows: then what waits goes as few messages, and at once.</param>
    public (NotificationMessage? Message, TimeSpan? Wait) Take(TimeSpan now, bool isLast = false)
    {
        if (IsEmpty) return (null, null);
        while (sent.TryPeek(out var oldest) && now - oldest >= Minute) sent.Dequeue();
        if (sent.Count >= perMinute && !isLast) return (null, Minute - (now - sent.Peek()));
        sent.Enqueue(now);
        if (lost.Total > 0) return (lost.Take(), null);
        if (waiting.Count == 1 || !(isLast || SumsUp || sent.Count > perMinute / 2))
        {
            var next = waiting.First!.Value;
            waiting.RemoveFirst();
            return (next, null);
        }
        return (SumUp(), null);
    }

    // What does not fit waits for the next one.
    private NotificationMessage SumUp()
    {
        var parts = new List<NotificationMessage>();
        var lines = new List<string>();
        var length = 0;
        while (waiting.First is { Value: var next })
        {
            var line = VisibleText.Beginning($"{next.Title}: {next.Text}", LongestLine);
            if (parts.Count > 0 && length + 1 + line.Length > safeLength) break;
            length += 1 + line.Length;
            waiting.RemoveFirst();
            parts.Add(next);
            lines.Add(line);
        }
        if (parts.Count == 1) return parts[0];
        var about = new Notification(
            NotificationKind.Several, parts.Max(p => p.About.Level), parts[^1].About.At, parts[0].Id);
        var count = parts.Sum(p => p.Count);
        return new NotificationMessage(about, $"{count} more", string.Join('\n', lines))
        {
            Count = count,
            Mode = parts[^1].Mode,
            Parts = parts,
        };
    }
}
