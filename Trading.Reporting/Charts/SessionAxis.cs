using NodaTime.Text;
using OxyPlot.Axes;
using Trading.Core.Market;

namespace Trading.Reporting.Charts;

/// <summary>
/// Time on an axis without nights and weekends: a session is one unit wide, from 09:30 to 16:00 New York, and what happens
/// outside lies on the session's edge.
/// </summary>
public sealed class SessionAxis
{
    private const int MostLabels = 5;
    private const double Minutes = 390;
    private static readonly LocalTime Open = new(9, 30);
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("MMM d");
    private static readonly LocalDatePattern Month = LocalDatePattern.CreateWithInvariantCulture("MMM ''yy");
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private readonly LocalDate[] sessions;

    /// <summary>An axis over <paramref name="sessions"/> (New York dates, in any order).</summary>
    public SessionAxis(IEnumerable<LocalDate> sessions) => this.sessions = [.. sessions.Distinct().Order()];

    /// <summary>Where a moment lies: 2.5 is the middle of the third session.</summary>
    public double Position(Instant at)
    {
        var (date, time) = at.InNewYork();
        var index = Array.BinarySearch(sessions, date);
        if (index < 0) return ~index;
        var minutes = (time.TickOfDay - Open.TickOfDay) / (double)NodaConstants.TicksPerMinute;
        return index + Math.Clamp(minutes / Minutes, 0, 1);
    }

    /// <summary>The axis at the foot of a plot: dates at the start of sessions, or times where there is one session
    /// only.</summary>
    internal LinearAxis AtTheFoot()
    {
        var axis = PlotAxes.Horizontal(0, Math.Max(1, sessions.Length), sessions.Length > 1 ? DateAt : TimeAt);
        axis.MajorStep = sessions.Length > 1 ? Math.Ceiling(sessions.Length / (double)MostLabels) : 120 / Minutes;
        return axis;
    }

    private string DateAt(double position)
    {
        var index = (int)Math.Round(position);
        if (index < 0 || index >= sessions.Length) return "";
        var pattern = Period.DaysBetween(sessions[0], sessions[^1]) > 400 ? Month : Day;
        return pattern.Format(sessions[index]);
    }

    private static string TimeAt(double position) => Time.Format(Open.PlusMinutes((long)Math.Round(position * Minutes)));
}
