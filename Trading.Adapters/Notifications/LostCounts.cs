using System.Globalization;
using Trading.Core.Events.Notifications;

namespace Trading.Adapters.Notifications;

/// <summary>Counts notifications that did not arrive, so that their loss can be told. Not safe for use by several threads at
/// once.</summary>
internal sealed class LostCounts
{
    private const string CountOf = "count";
    private readonly int[] counts = new int[Enum.GetValues<NotificationLevel>().Length];
    private Notification? last;
    private int messages;

    /// <summary>How many were lost since it was told last.</summary>
    public int Total => counts.Sum();

    /// <summary>How many of each level, in words.</summary>
    public string Levels => string.Create(
        CultureInfo.InvariantCulture, $"{counts[2]} critical, {counts[1]} warnings, {counts[0]} others");

    /// <summary>One was lost; of a sum each part, and of a loss that was not told all that it counted.</summary>
    public void Add(NotificationMessage message)
    {
        last = message.About;
        if (message.About.Kind == NotificationKind.Lost)
        {
            foreach (var level in Enum.GetValues<NotificationLevel>())
                counts[(int)level] += message.About.Fields.GetValueOrDefault($"{CountOf}{level}") as int? ?? 0;
            return;
        }
        if (message.Parts.Count > 0)
        {
            foreach (var part in message.Parts) Add(part);
            return;
        }
        counts[(int)message.About.Weight] += message.Count;
    }

    /// <summary>The message that tells the loss; counting begins anew.</summary>
    public NotificationMessage Take()
    {
        var fields = Enum.GetValues<NotificationLevel>()
            .ToDictionary(level => $"{CountOf}{level}", level => (object?)counts[(int)level], StringComparer.Ordinal);
        var level = Enum.GetValues<NotificationLevel>().Last(l => counts[(int)l] > 0);
        var about = new Notification(
            NotificationKind.Lost, level, last!.At, (++messages).ToString(CultureInfo.InvariantCulture))
        { Fields = fields };
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Total} notifications did not arrive here: {Levels}. ")
            + "'trading status' and the dashboard show where things stand.";
        Array.Clear(counts);
        return new(about, "notifications were lost", text);
    }
}
