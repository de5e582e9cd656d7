namespace Trading.Core.Market;

/// <summary>Bars in time order that grow at their end.</summary>
internal static class BarListExtensions
{
    /// <summary>
    /// Index of the first bar that starts at or after <paramref name="start"/>; the count when none does. Found from the end: a
    /// bar is mostly the newest, or one of the last few.
    /// </summary>
    public static int PlaceOf(this List<Bar> bars, Instant start)
    {
        var place = bars.Count;
        while (place > 0 && bars[place - 1].Start >= start) place--;
        return place;
    }
}
