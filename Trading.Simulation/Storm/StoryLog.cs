using System.Globalization;
using NodaTime.Text;
using Trading.Core.Market;

namespace Trading.Simulation.Storm;

/// <summary>The lines of a story, with New York times. Without a listener nothing is written, and a story runs fast.</summary>
internal sealed class StoryLog(IClock clock, bool isKept)
{
    private static readonly LocalDateTimePattern Pattern =
        LocalDateTimePattern.Create("MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private readonly List<string> lines = [];

    /// <summary>Whether lines are kept.</summary>
    public bool IsKept => isKept;

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>A moment as stories show it.</summary>
    public static string Time(Instant moment) => moment == Instant.MinValue ? "never" : Pattern.Format(moment.InNewYork());

    /// <summary>Adds a line of the present moment.</summary>
    public void Add(string line)
    {
        if (isKept) lines.Add($"{Time(clock.GetCurrentInstant())} {line}");
    }
}
