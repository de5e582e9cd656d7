using Trading.Core.Market;

namespace Trading.Adapters.Importing.Reading;

/// <summary>The times that a bar may be of: not in the future, and not before the calendar begins.</summary>
internal sealed class TimeRange(IMarketCalendar? calendar, Instant now)
{
    private readonly Instant first = calendar is null
        ? Instant.MinValue : ExchangeTime.At(new LocalDate(NyseCalendar.FirstYear, 1, 1), LocalTime.Midnight);

    /// <summary>What is wrong with a bar's time; null when nothing is.</summary>
    public string? ErrorOf(Instant start)
    {
        if (start < first)
            return $"the bar of {start} is from before {NyseCalendar.FirstYear}, where the exchange's calendar begins";
        return start > now
            ? $"the bar of {start} is from the future; it is {now:uuuu-MM-dd'T'HH:mm'Z'} now by this machine's clock" : null;
    }
}
