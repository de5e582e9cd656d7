using Trading.Core.Market;

namespace Trading.Core.Collecting.Content;

/// <summary>
/// How well bars fit the exchange's day, as they are read and in other time zones. Each bar is a wall clock's time that was read
/// in one zone; in another zone it is another instant.
/// </summary>
internal sealed class ZoneFit
{
    private const int Day = WrongStep.Day;
    private const int Open = (9 * 60) + 30;
    private const int Close = 16 * 60;
    private const int NightBegins = 20 * 60;
    private const int NightEnds = 4 * 60;

    private static readonly DateTimeZone[] Candidates =
    [
        .. ((string[])["America/New_York", "UTC", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/London",
            "Europe/Berlin", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo"]).Select(id => DateTimeZoneProviders.Tzdb[id]),
    ];

    private readonly DateTimeZone readIn;
    private readonly Dictionary<int, Histogram> regimes = [];
    private LocalDate regimeDate;
    private int dates;
    private Histogram? regime;

    /// <summary>Begins to count.</summary>
    /// <param name="readIn">The time zone in which the bars' wall-clock times were read.</param>
    public ZoneFit(DateTimeZone readIn) => this.readIn = readIn;

    /// <summary>How many bars there are.</summary>
    public long Bars => regimes.Values.Sum(day => day.Total);

    /// <summary>Counts a symbol's bars of one New York day.</summary>
    public void Add(LocalDate date, ReadOnlySpan<Bar> bars)
    {
        if (date != regimeDate) dates++;
        var at = RegimeOf(date);
        var midnight = ExchangeTime.At(date, new LocalTime(12, 0)) - Duration.FromHours(12);
        foreach (ref readonly var bar in bars)
            at.Add((int)Math.Floor((bar.Start - midnight).TotalMinutes), bar.Volume);
    }

    /// <summary>The share of bars inside regular hours as they are read, a fraction; 1 when there is no bar.</summary>
    public double InsideAsRead() => Fit(readIn).Inside;

    /// <summary>The share of bars inside regular hours when their wall-clock times are read in a zone, a fraction.</summary>
    public double InsideIn(DateTimeZone zone) => Fit(zone).Inside;

    /// <summary>The zone in which the bars fit, when they do not fit as they are read; else null.</summary>
    public WrongTimeZone? Finding()
    {
        if (Bars < FewestBars) return null;
        var asRead = Fit(readIn);
        var best = Candidates.Select(zone => (Zone: zone, Fit: Fit(zone))).MaxBy(one => one.Fit.Inside);
        var misses = Math.Max(asRead.Inside, asRead.VolumeInside) < 0.5
            && best.Fit is { Inside: >= 0.95, Width: >= FullWidth };
        // An hour beside it, most bars still lie inside.
        misses |= dates >= FewestDates && asRead.Inside <= 0.9 && best.Fit is { Inside: >= 0.995, Width: >= WholeWidth };
        if (!misses && asRead.Night >= 0.05)
        {
            best = Candidates.Select(zone => (Zone: zone, Fit: Fit(zone)))
                .Where(one => one.Fit.Night <= 0.005).OrderByDescending(one => one.Fit.VolumeInside).FirstOrDefault();
            misses = best.Zone is not null && best.Fit.VolumeInside >= Math.Max(0.35, asRead.VolumeInside + 0.1);
        }
        return misses ? new(1 - asRead.Inside, best.Zone!.Id, best.Fit.Inside) : null;
    }

    // Fewer bars, or bars of a part of the day, may lie anywhere.
    private const int FewestBars = 60;
    private const int FullWidth = 345;
    private const int WholeWidth = 385;
    private const int FewestDates = 3;

    private Histogram RegimeOf(LocalDate date)
    {
        if (regime is not null && date == regimeDate) return regime;
        var noon = ExchangeTime.At(date, new LocalTime(12, 0));
        var key = new HashCode();
        foreach (var zone in Candidates) key.Add(Shift(zone, noon));
        if (!regimes.TryGetValue(key.ToHashCode(), out regime)) regimes[key.ToHashCode()] = regime = new Histogram(noon);
        regimeDate = date;
        return regime;
    }

    private int Shift(DateTimeZone zone, Instant at) =>
        (int)((readIn.GetUtcOffset(at) - zone.GetUtcOffset(at)).Seconds / 60);

    private (double Inside, double VolumeInside, double Night, int Width) Fit(DateTimeZone zone)
    {
        var (total, inside, night) = (0L, 0L, 0L);
        var (volume, volumeInside) = (0d, 0d);
        var width = Close - Open;
        foreach (var day in regimes.Values)
        {
            var (first, last) = (Close, Open);
            var shift = Shift(zone, day.Noon);
            for (var i = 0; i < Day; i++)
            {
                if (day.Bars[i] == 0) continue;
                var minute = (((i + shift) % Day) + Day) % Day;
                total += day.Bars[i];
                volume += day.Volume[i];
                if (minute is >= NightBegins or < NightEnds) night += day.Bars[i];
                if (minute is < Open or >= Close) continue;
                inside += day.Bars[i];
                volumeInside += day.Volume[i];
                (first, last) = (Math.Min(first, minute), Math.Max(last, minute));
            }
            width = Math.Min(width, last - first + 1);
        }
        return total == 0
            ? (1, 1, 0, 0)
            : ((double)inside / total, volume > 0 ? volumeInside / volume : 0, (double)night / total, width);
    }

    /// <summary>Bars by the minute of New York's day, on dates with the same offsets.</summary>
    private sealed class Histogram(Instant noon)
    {
        public Instant Noon => noon;

        public long[] Bars { get; } = new long[Day];

        public double[] Volume { get; } = new double[Day];

        public long Total { get; private set; }

        public void Add(int minute, long volume)
        {
            minute = ((minute % Day) + Day) % Day;
            Bars[minute]++;
            Volume[minute] += volume;
            Total++;
        }
    }
}
