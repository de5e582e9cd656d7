namespace Trading.Adapters.Alpaca.Wire;

/// <summary>The answer of <c>GET /v2/clock</c>.</summary>
internal sealed record ClockBody
{
    public required Instant Timestamp { get; init; }

    public required bool IsOpen { get; init; }

    public required Instant NextOpen { get; init; }

    public required Instant NextClose { get; init; }
}

/// <summary>A day of <c>GET /v2/calendar</c>: a New York date and its regular hours as <c>09:30</c>.</summary>
internal sealed record CalendarDay
{
    public required string Date { get; init; }

    public required string Open { get; init; }

    public required string Close { get; init; }
}
