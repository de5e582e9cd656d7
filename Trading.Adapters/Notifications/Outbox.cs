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

    /// <summary>How long a loss waits for a message to go with before it is told alone.</summary>
    private static readonly TimeSpan LossRest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly LinkedList<NotificationMessage> waiting = [];
    private readonly Queue<TimeSpan> sent = new();
    private readonly LostCounts lost = new();
    private TimeSpan lossDue;

    // Until then the service asked for quiet; a critical message is tried all the same.
    private TimeSpan quietUntil;

    // Whether the last message did not arrive: then what waits goes as one.
    private bool sumsUp;

    /// <summary>How many messages wait.</summary>
    public int Count => waiting.Count;

    /// <summary>Whether a critical message waits.</summary>
    public bool HasCritical => waiting.Any(IsCritical);

    /// <summary>Adds a message; when it is full another gives way.</summary>
    /// <returns>The one that gave way; null when there was room.</returns>
    public NotificationMessage? Add(NotificationMessage message)
    {
        waiting.AddLast(message);
        return MakeRoom();
    }

    /// <summary>A message made way for a critical one: it goes later, with what waits, and not before the
    /// service's time.</summary>
    public void PutBack(NotificationMessage message, TimeSpan until)
    {
        foreach (var part in (message.Parts.Count > 0 ? message.Parts : [message]).Reverse()) waiting.AddFirst(part);
        while (waiting.Count > capacity) MakeRoom();
        (sumsUp, quietUntil) = (true, until);
    }

    /// <summary>Takes out all that waits, when nothing more is sent, and counts it and one under way as lost.</summary>
    /// <returns>What was taken out, and all that was lost since that was told last.</returns>
    public (IReadOnlyList<NotificationMessage> Left, LostCounts Lost) Abandon(NotificationMessage? underWay)
    {
        IReadOnlyList<NotificationMessage> left = underWay is null ? [.. waiting] : [underWay, .. waiting];
        waiting.Clear();
        foreach (var message in left) lost.Add(message);
        return (left, lost);
    }

    private NotificationMessage? MakeRoom()
    {
        if (waiting.Count <= capacity) return null;
        var lowest = waiting.Min(m => m.About.Weight);
        var first = waiting.First;
        while (first!.Value.About.Weight != lowest) first = first.Next;
        waiting.Remove(first);
        lost.Add(first.Value);
        return first.Value;
    }

    private static bool IsCritical(NotificationMessage message) => message.About.Weight == NotificationLevel.Critical;

    /// <summary>
    /// A message was given up. Its loss is told with the next one, and alone when none comes: but not at once, because a service
    /// that takes nothing would be told without end that it took nothing.
    /// </summary>
    public void GiveUp(NotificationMessage message, TimeSpan now)
    {
        lost.Add(message);
        (sumsUp, lossDue) = (true, now + LossRest);
    }

    /// <summary>The last message arrived.</summary>
    public void Arrived() => sumsUp = false;

    /// <summary>The next message, or how long to wait for one; neither when nothing waits.</summary>
    /// <param name="now">The time since any fixed moment.</param>
    /// <param name="isLast">Whether nothing follows: then what waits goes as few messages, and at once.</param>
    public (NotificationMessage? Message, TimeSpan? Wait) Take(TimeSpan now, bool isLast = false)
    {
        if (waiting.Count == 0)
        {
            if (lost.Total == 0 || (isLast && sumsUp)) return (null, null);
            if (!isLast && now < lossDue) return (null, lossDue - now);
        }
        // Quiet for all but the critical, each of which is tried at once.
        var isQuiet = now < quietUntil && !isLast;
        if (isQuiet && !HasCritical) return (null, quietUntil - now);
        while (sent.TryPeek(out var oldest) && now - oldest >= Minute) sent.Dequeue();
        if (sent.Count >= perMinute && !isLast) return (null, Minute - (now - sent.Peek()));
        sent.Enqueue(now);
        if (isQuiet)
        {
            var urgent = waiting.First(IsCritical);
            waiting.Remove(urgent);
            return (urgent, null);
        }
        if (lost.Total > 0) waiting.AddFirst(lost.Take());
        if (waiting.Count == 1 || !(isLast || sumsUp || sent.Count > perMinute / 2))
        {
            var next = waiting.First!.Value;
            waiting.RemoveFirst();
            return (next, null);
        }
        return (SumUp(), null);
    }

    // What does not fit waits for the next one, and what is not critical waits first.
    private NotificationMessage SumUp()
    {
        var chosen = new HashSet<NotificationMessage>(ReferenceEqualityComparer.Instance);
        var length = 0;
        foreach (var next in waiting.OrderByDescending(IsCritical))
        {
            var added = 1 + Line(next).Length;
            if (chosen.Count > 0 && length + added > safeLength) break;
            length += added;
            chosen.Add(next);
        }
        var parts = waiting.Where(chosen.Contains).ToList();
        foreach (var part in parts) waiting.Remove(part);
        if (parts.Count == 1) return parts[0];
        var about = new Notification(
            NotificationKind.Several, parts.Max(p => p.About.Level), parts[^1].About.At, parts[0].Id);
        var count = parts.Sum(p => p.Count);
        return new NotificationMessage(about, $"{count} more", string.Join('\n', parts.Select(Line)))
        {
            Count = count,
            Mode = parts[^1].Mode,
            Parts = parts,
        };
    }

    private static string Line(NotificationMessage message) =>
        VisibleText.Beginning($"{message.Title}: {message.Text}", LongestLine);
}
