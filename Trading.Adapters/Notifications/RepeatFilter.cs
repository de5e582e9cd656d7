using System.Collections.Immutable;
using Trading.Core.Events.Notifications;
using Trading.Core.Market;

namespace Trading.Adapters.Notifications;

/// <summary>
/// Tells the same news once: of notifications of one kind and subject the first passes, and those that follow within a quarter of
/// an hour are counted and told together when it is over, with the words of the last. One of a higher level passes at once, and
/// so do one for another reason and one after a trouble that was dealt with, a few in a quarter of an hour; the end of a trouble
/// makes its next beginning news again. Not safe for use by several threads at once.
/// </summary>
internal sealed class RepeatFilter
{
    /// <summary>How long a repetition is counted and not told.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>The most of one kind, subject and level that pass in a window.</summary>
    public const int MostPassing = 4;

    private static readonly Dictionary<NotificationKind, NotificationKind> Opposites = new[]
    {
        (NotificationKind.JobFailed, NotificationKind.JobRecovered),
        (NotificationKind.StepFailed, NotificationKind.StepRecovered),
        (NotificationKind.Halted, NotificationKind.Resumed),
        (NotificationKind.Started, NotificationKind.Stopped),
    }.SelectMany(pair => new[] { pair, (pair.Item2, pair.Item1) }).ToDictionary(pair => pair.Item1, pair => pair.Item2);

    private readonly Dictionary<(NotificationKind Kind, string Subject), Told> told = [];

    /// <summary>What is sent now because of a message: it, what was counted before it and is over, or nothing.</summary>
    /// <param name="message">The message.</param>
    /// <param name="now">The time since any fixed moment.</param>
    public IReadOnlyList<NotificationMessage> Offer(NotificationMessage message, TimeSpan now)
    {
        var sent = new List<NotificationMessage>();
        if (Opposites.TryGetValue(message.About.Kind, out var opposite))
        {
            // A halt and its end are about the same whatever the halt's strength is.
            var subject = message.About.Subject;
            foreach (var key in told.Keys.Where(k => k.Kind == opposite && (IsOne(opposite) || k.Subject == subject)).ToList())
            {
                if (told[key] is { Count: > 0 } over) sent.Add(over.Sum());
                told.Remove(key);
            }
        }
        var own = (message.About.Kind, message.About.Subject);
        if (told.TryGetValue(own, out var standing) && now < standing.Until && message.About.Weight <= standing.Level)
        {
            if (standing.IsNews(message))
            {
                told[own] = standing with
                {
                    Reasons = standing.Reasons.Add(ReasonOf(message)),
                    Passed = standing.Passed + 1,
                    Newest = message,
                };
                sent.Add(message);
                return sent;
            }
            told[own] = standing with
            {
                Count = standing.Count + 1,
                Last = message,
                Newest = message,
                Since = standing.Since ?? message.About.At,
            };
            return sent;
        }
        if (standing is { Count: > 0 }) sent.Add(standing.Sum());
        told[own] = Told.Of(message, now);
        sent.Add(message);
        return sent;
    }

    /// <summary>The sums of what was counted in windows that are over.</summary>
    public IReadOnlyList<NotificationMessage> Due(TimeSpan now)
    {
        var sums = new List<NotificationMessage>();
        foreach (var (key, over) in told.Where(t => now >= t.Value.Until).ToList())
        {
            if (over.Count == 0)
            {
                told.Remove(key);
                continue;
            }
            sums.Add(over.Sum());
            told[key] = Told.Of(over.Last, now) with { Level = over.Level };
        }
        return sums;
    }

    /// <summary>The sums of all that was counted, when nothing follows.</summary>
    public IReadOnlyList<NotificationMessage> Close()
    {
        var sums = told.Values.Where(t => t.Count > 0).Select(t => t.Sum()).ToList();
        told.Clear();
        return sums;
    }

    /// <summary>How many kinds and subjects are remembered.</summary>
    public int Remembered => told.Count;

    private static bool IsOne(NotificationKind kind) =>
        kind is NotificationKind.Halted or NotificationKind.Resumed or NotificationKind.Started or NotificationKind.Stopped;

    // Times, prices, quantities and numbers of requests make no other reason.
    private static string ReasonOf(NotificationMessage message) =>
        string.Concat(message.About.Reason.Where(c => !char.IsDigit(c)));

    private sealed record Told(TimeSpan Until, NotificationLevel Level, NotificationMessage Last)
    {
        public required ImmutableHashSet<string> Reasons { get; init; }

        /// <summary>The last one that was offered, told or counted.</summary>
        public required NotificationMessage Newest { get; init; }

        public int Count { get; init; }

        public int Passed { get; init; } = 1;

        public Instant? Since { get; init; }

        public static Told Of(NotificationMessage message, TimeSpan now) => new(now + Window, message.About.Weight, message)
        {
            Reasons = [ReasonOf(message)],
            Newest = message,
        };

        public bool IsNews(NotificationMessage message) =>
            Passed < MostPassing && (Newest.About.IsDealtWith || !Reasons.Contains(ReasonOf(message)));

        public NotificationMessage Sum() => Last with
        {
            Text = $"{Last.Text} ({Count} more since {(Since ?? Last.About.At).InNewYork().TimeOfDay:HH':'mm} New York)",
            Count = Count,
        };
    }
}
