namespace Trading.Core.Market;

/// <summary>One minute of trading in one symbol.</summary>
/// <param name="Start">The minute's START, UTC: the bar stamped 10:30 covers 10:30:00 up to, not including, 10:31:00.</param>
/// <param name="Open">First price, dollars.</param>
/// <param name="High">Highest price, dollars.</param>
/// <param name="Low">Lowest price, dollars.</param>
/// <param name="Close">Last price, dollars.</param>
/// <param name="Volume">Shares traded on the feed; may be zero.</param>
public readonly record struct Bar(Instant Start, decimal Open, decimal High, decimal Low, decimal Close, long Volume)
{
    /// <summary>How long every bar lasts.</summary>
    public static readonly Duration Length = Duration.FromMinutes(1);

    /// <summary>The first moment at which the bar is complete and may be used.</summary>
    public Instant End => Start + Length;

    /// <summary>What is wrong with the bar; null when its prices are positive and in order, its volume is not negative, and it
    /// starts on a minute.</summary>
    public string? Error()
    {
        if (Low <= 0) return $"low {Low} is not above zero";
        if (High < Low) return $"high {High} is below low {Low}";
        if (Open < Low || Open > High) return $"open {Open} is outside {Low} to {High}";
        if (Close < Low || Close > High) return $"close {Close} is outside {Low} to {High}";
        if (Volume < 0) return $"volume {Volume} is negative";
        return Start.ToUnixTimeTicks() % NodaConstants.TicksPerMinute != 0 ? $"{Start} is not the start of a minute" : null;
    }
}
