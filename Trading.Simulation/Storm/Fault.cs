namespace Trading.Simulation.Storm;

/// <summary>How bad the faults of a story are.</summary>
public enum StormLevel
{
    /// <summary>Each burst ends within a few minutes; clocks are off by two seconds at most.</summary>
    Bounded,

    /// <summary>
    /// Pauses of 90 seconds, clocks off by 45 seconds, calls of 15 seconds all day, and a journal that is out at the close.
    /// </summary>
    Harsh,
}

/// <summary>What a program calls.</summary>
public enum StormPort
{
    /// <summary>Orders, positions, account.</summary>
    Broker,

    /// <summary>Bars and quotes.</summary>
    MarketData,

    /// <summary>The journal.</summary>
    Journal,

    /// <summary>The models.</summary>
    Models,

    /// <summary>The recorded bars.</summary>
    Archive,
}

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>One more program trades on the account, with the same journal.</summary>
    AnotherProgram,

    /// <summary>A program's clock is off by <see cref="Fault.Size"/>.</summary>
    ClockOff,

    /// <summary>Calls take up to <see cref="Fault.Size"/>.</summary>
    SlowCalls,

    /// <summary>Calls fail before they have an effect.</summary>
    RequestLost,

    /// <summary>Calls have their effect, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>Orders and cancellations have their effect <see cref="Fault.Size"/> later; the caller learns nothing.</summary>
    EffectLate,

    /// <summary>A program dies at a call and is started again <see cref="Fault.Size"/> later.</summary>
    Killed,

    /// <summary>A program stands still for <see cref="Fault.Size"/> at a call.</summary>
    Paused,

    /// <summary>The broker refuses entries: they cost more than the buying power.</summary>
    EntriesRefused,

    /// <summary>The broker refuses sales.</summary>
    SalesRefused,

    /// <summary>The broker accepts orders and rejects them <see cref="Fault.Size"/> later.</summary>
    RejectedLater,

    /// <summary>The broker accepts orders, suspends them, and rejects them <see cref="Fault.Size"/> later.</summary>
    SuspendedLater,

    /// <summary>The broker accepts orders, which expire <see cref="Fault.Size"/> later.</summary>
    ExpiredLater,

    /// <summary>The broker suspends the stops that stand.</summary>
    StopsSuspended,

    /// <summary>Cancellations stay pending until the fault ends.</summary>
    CancelsStuck,

    /// <summary>
    /// The account shows positions that this system did not buy, and no price of the positions in <see cref="Fault.Symbol"/>.
    /// </summary>
    OddPositions,

    /// <summary>A person halts trading and has everything sold, until the fault ends.</summary>
    Halted,

    /// <summary>Few shares of a symbol trade, so orders fill in part.</summary>
    ThinVolume,

    /// <summary>The feed has no bars of a symbol.</summary>
    BarsMissing,

    /// <summary>The feed publishes a symbol's bars <see cref="Fault.Size"/> late.</summary>
    BarsLate,

    /// <summary>The feed publishes bars that it corrects half a minute later.</summary>
    BarsRevised,

    /// <summary>The feed publishes bars whose prices contradict each other.</summary>
    BarsBroken,

    /// <summary>The feed sends a bar twice, which is no valid answer.</summary>
    BarsTwice,
}

/// <summary>One thing that goes wrong in a story. A story can be told without it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends.</param>
public sealed record Fault(FaultKind Kind, Instant From, Instant Until)
{
    /// <summary>The program that meets it, counted from 0; null for all.</summary>
    public int? Program { get; init; }

    /// <summary>The port that fails.</summary>
    public StormPort Port { get; init; }

    /// <summary>The symbol that it is about; null for all.</summary>
    public string? Symbol { get; init; }

    /// <summary>How long or how late; its meaning follows from the kind.</summary>
    public Duration Size { get; init; }

    /// <summary>Share of the calls that it meets, as a fraction.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>How many calls of the program it lets pass before it strikes once.</summary>
    public int Calls { get; init; }

    /// <summary>
    /// Whether it waits, for some hours at most, until an order that it could meet is sent or cancelled; it lasts as long as
    /// from <see cref="From"/> to <see cref="Until"/>.
    /// </summary>
    public bool AwaitsOrder { get; init; }

    /// <summary>Whether it strikes at a moment, if it does not await an order.</summary>
    public bool IsActive(Instant moment) => moment >= From && moment < Until;

    /// <inheritdoc/>
    public override string ToString()
    {
        var about = new[]
        {
            Program is { } program ? $"program {program}" : "",
            Kind is FaultKind.SlowCalls or FaultKind.RequestLost or FaultKind.AnswerLost or FaultKind.EffectLate ? $"{Port}" : "",
            Symbol ?? "",
            Size != Duration.Zero ? $"{Size.TotalSeconds:0.###} s" : "",
            Rate < 1 ? $"{Rate:0.00} of the calls" : "",
            Kind is FaultKind.Killed or FaultKind.Paused ? $"after {Calls} calls" : "",
            AwaitsOrder ? "from the next order on" : "",
        };
        return $"{Kind} {StoryLog.Time(From)} to {StoryLog.Time(Until)} {string.Join(", ", about.Where(a => a.Length > 0))}";
    }
}
