namespace Trading.Core.Market;

/// <summary>The regular trading hours of one exchange day.</summary>
/// <param name="Date">The day in New York.</param>
/// <param name="Open">The opening bell, UTC; the first regular bar starts here.</param>
/// <param name="Close">The closing bell, UTC; no regular bar starts here or later.</param>
public sealed record Session(LocalDate Date, Instant Open, Instant Close)
{
    /// <summary>Whether a bar that starts at <paramref name="start"/> belongs to regular hours.</summary>
    public bool Contains(Instant start) => start >= Open && start < Close;

    /// <summary>Length of regular hours in minutes: 390, or 210 when the day closes at 13:00.</summary>
    public int Minutes => (int)(Close - Open).TotalMinutes;

    /// <summary>Whole minutes from the opening bell to <paramref name="instant"/>; negative before it.</summary>
    public int MinuteOf(Instant instant) => (int)Math.Floor((instant - Open).TotalMinutes);
}
