using Trading.Core.Market;

namespace Trading.Core.Collecting.Content;

/// <summary>
/// Looks at when bars are, all symbols of a file or an archive together: time zone, step, which end of its minute a bar is
/// stamped with, and the share outside the session. Not safe for use by several threads.
/// </summary>
/// <param name="calendar">When the exchange trades; null for a calendar that knows no session.</param>
/// <param name="readIn">The time zone in which the bars' wall-clock times were read; UTC for epochs.</param>
public sealed class ShapeCheck(IMarketCalendar? calendar, DateTimeZone readIn)
{
    private const double NotableShare = 0.1;
    private readonly ZoneFit zones = new(readIn);
    private readonly StepCounter steps = new();
    private readonly StampCounter stamps = new();
    private (string Symbol, Instant Last)? previous;
    private WrongStep? dayWithStep;
    private bool isMixed;

    /// <summary>The share of bars outside regular hours, a fraction.</summary>
    public double Outside => 1 - zones.InsideAsRead();

    /// <summary>Takes a symbol's bars of one New York day. A symbol's days come in order, one after the other.</summary>
    public void Add(LocalDate date, BarSeries day)
    {
        if (day.Count == 0) return;
        zones.Add(date, day.Bars);
        steps.Add(day.Bars);
        if (dayWithStep is null)
        {
            var own = new StepCounter();
            own.Add(day.Bars);
            if (own.Minutes(StepCounter.EvidenceOfDay) is > 1 and var minutes) dayWithStep = new(minutes) { From = date };
        }
        if (previous is { } before && before.Symbol == day.Symbol)
        {
            steps.AddDifference(Period.Between(
                before.Last.InNewYork(), day.Bars[0].Start.InNewYork(), PeriodUnits.Minutes).Minutes);
        }
        else if (previous is not null)
        {
            isMixed = true;
        }
        previous = (day.Symbol, day.Bars[^1].Start);
        if (calendar?.SessionOn(date) is { } session) stamps.Add(session, day);
    }

    /// <summary>Whether more of the bars lie inside regular hours when their wall-clock times are read in another zone.</summary>
    public bool FitsBetterIn(DateTimeZone zone) => zones.InsideIn(zone) > zones.InsideAsRead();

    /// <summary>What looks wrong.</summary>
    /// <param name="checks">How many checks of this kind are made; what may be chance needs more proof with many.</param>
    public IReadOnlyList<BarFinding> Findings(int checks = 1)
    {
        var found = new List<BarFinding>();
        if (steps.Minutes() is > 1 and var minutes) found.Add(new WrongStep(minutes));
        else if (dayWithStep is not null && !isMixed) found.Add(dayWithStep);
        // Daily bars carry any time of day.
        if (found is not [WrongStep { Minutes: WrongStep.Day }] && zones.Finding() is { } zone) found.Add(zone);
        if (found.Count > 0) return found;
        if (stamps.Finding(checks) is { } end) found.Add(end);
        else if (Outside >= NotableShare) found.Add(new OutsideSession(Outside));
        return found;
    }
}
