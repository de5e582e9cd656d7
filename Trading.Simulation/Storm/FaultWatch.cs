using Trading.Core.Orders;

namespace Trading.Simulation.Storm;

/// <summary>What becomes of one call.</summary>
/// <param name="Latency">Until the answer, or until the caller gives up.</param>
/// <param name="IsEffectFirst">Whether the effect comes at once; else it comes with the answer.</param>
internal readonly record struct Fate(Duration Latency, bool IsEffectFirst)
{
    /// <summary>Whether the call has an effect.</summary>
    public bool Arrives { get; init; } = true;

    /// <summary>Whether the caller gets the answer.</summary>
    public bool IsAnswered { get; init; } = true;

    /// <summary>How much later than the call the effect comes, when the caller has given up by then.</summary>
    public Duration? EffectAfter { get; init; }

    /// <summary>When the caller, who dies at this call, is started again; null when he lives.</summary>
    public Duration? RestartsAfter { get; init; }

    /// <summary>The faults that made it so; null for none.</summary>
    public string? Why { get; init; }

    /// <summary>Until when the faults may keep the caller from selling, after the call; null when they do not.</summary>
    public Duration? KeepsFromSelling { get; init; }
}

/// <summary>An order that is sent or cancelled.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="IsCancellation">Whether it is cancelled.</param>
internal readonly record struct OrderCall(string Symbol, OrderSide Side, bool IsCancellation);

/// <summary>Knows which faults strike now, and what follows for a call.</summary>
internal sealed class FaultWatch(StormPlan plan, IClock clock)
{
    private static readonly Duration LongestWait = Duration.FromHours(3);

    private readonly List<Strike> active = [];
    private int next;

    /// <summary>How often the faults of each kind have changed something.</summary>
    public int[] Strikes { get; } = new int[Enum.GetValues<FaultKind>().Length];

    /// <summary>Counts a fault that has changed something.</summary>
    public void Struck(FaultKind kind)
    {
        Strikes[(int)kind]++;
        LastStrike = clock.GetCurrentInstant();
    }

    /// <summary>When a fault of any kind last changed something; before the first, the beginning of time.</summary>
    public Instant LastStrike { get; private set; } = Instant.MinValue;

    /// <summary>A fault of a kind that is active now for a symbol; null when there is none.</summary>
    public Fault? Find(FaultKind kind, string? symbol = null)
    {
        Refresh();
        var now = clock.GetCurrentInstant();
        foreach (var strike in active)
        {
            var fault = strike.Fault;
            var isAbout = symbol is null || fault.Symbol is null || fault.Symbol == symbol;
            if (fault.Kind == kind && isAbout && strike.IsActive(now)) return fault;
        }
        return null;
    }

    /// <summary>The fate of a call.</summary>
    /// <param name="program">Who calls.</param>
    /// <param name="port">What is called.</param>
    /// <param name="order">The order that it sends or cancels; null for any other call.</param>
    /// <param name="dice">Decides.</param>
    public Fate Of(int program, StormPort port, OrderCall? order, Dice dice)
    {
        Refresh();
        var fate = new Fate(Duration.FromMilliseconds(20 + dice.Below(280)), dice.Chance(0.5));
        var now = clock.GetCurrentInstant();
        foreach (var strike in active)
        {
            if (strike.Fault.Program is { } only && only != program) continue;
            if (order is { } sent) strike.Meet(sent, now);
            fate = strike.Fault.Kind switch
            {
                FaultKind.Killed or FaultKind.Paused => strike.Counts(now) ? Once(fate, strike.Fault, dice) : fate,
                _ when strike.Fault.Port != port || !strike.IsActive(now) => fate,
                _ when strike.Fault.Rate < 1 && !dice.Chance(strike.Fault.Rate) => fate,
                _ => OfCall(fate, strike.Fault, order is not null, dice),
            };
        }
        return fate;
    }

    private Fate OfCall(Fate fate, Fault fault, bool mayBeLate, Dice dice)
    {
        if (fault.Kind == FaultKind.EffectLate && !mayBeLate) return fate;
        switch (fault.Kind)
        {
            case FaultKind.SlowCalls:
                Struck(fault.Kind);
                return fate with { Latency = dice.Between(fault.Size / 2, fault.Size), Why = $"{fate.Why} slow" };
            case FaultKind.RequestLost:
                fate = fate with
                {
                    Latency = Waited(fate, fault),
                    Arrives = false,
                    IsAnswered = false,
                    Why = $"{fate.Why} request lost",
                };
                break;
            case FaultKind.AnswerLost:
                fate = fate with { Latency = Waited(fate, fault), IsAnswered = false, Why = $"{fate.Why} answer lost" };
                break;
            case FaultKind.EffectLate:
                fate = fate with
                {
                    Latency = dice.Between(Duration.FromSeconds(5), Duration.FromSeconds(15)),
                    IsAnswered = false,
                    EffectAfter = fault.Size,
                    Why = $"{fate.Why} arrives {fault.Size.TotalSeconds:0} s later",
                };
                break;
            default:
                return fate;
        }
        Struck(fault.Kind);
        return fault.Port == StormPort.Broker
            ? KeptFromSelling(fate, Duration.Max(fate.Latency, fate.EffectAfter ?? Duration.Zero))
            : fate;
    }

    private static Duration Waited(Fate fate, Fault fault) => Duration.Max(fate.Latency, fault.Size);

    private Fate Once(Fate fate, Fault fault, Dice dice)
    {
        Struck(fault.Kind);
        var struck = fault.Kind == FaultKind.Paused
            ? fate with
            {
                Latency = fate.Latency + fault.Size,
                IsEffectFirst = dice.Chance(0.5),
                Why = $"{fate.Why} paused",
            }
            : fate with
            {
                RestartsAfter = fault.Size,
                Arrives = fate.Arrives && dice.Chance(0.6),
                Why = $"{fate.Why} killed",
            };
        return KeptFromSelling(struck, struck.RestartsAfter ?? struck.Latency);
    }

    // Several faults may meet in one call; the longest counts.
    private static Fate KeptFromSelling(Fate fate, Duration until) =>
        fate with { KeepsFromSelling = Duration.Max(fate.KeepsFromSelling ?? Duration.Zero, until) };

    private void Refresh()
    {
        var now = clock.GetCurrentInstant();
        for (; next < plan.Faults.Count && plan.Faults[next].From <= now; next++) active.Add(new Strike(plan.Faults[next]));
        active.RemoveAll(strike => strike.IsOver(now));
    }

    private sealed class Strike(Fault fault)
    {
        private int calls = fault.Calls;
        private bool hasBegun = !fault.AwaitsOrder;

        /// <summary>The fault, with the times of its beginning and its end once it has met an order.</summary>
        public Fault Fault { get; private set; } = fault;

        public bool IsActive(Instant now) => hasBegun && Fault.IsActive(now);

        /// <summary>Begins a fault that awaits an order like this one.</summary>
        public void Meet(OrderCall order, Instant now)
        {
            if (hasBegun || (Fault.Symbol is { } only && only != order.Symbol)) return;
            hasBegun = Fault.Kind switch
            {
                FaultKind.EntriesRefused => order.Side == OrderSide.Buy,
                FaultKind.SalesRefused => order.Side == OrderSide.Sell || order.IsCancellation,
                FaultKind.CancelsStuck => order.IsCancellation,
                _ => true,
            };
            if (hasBegun) Fault = Fault with { From = now, Until = now + (Fault.Until - Fault.From) };
        }

        /// <summary>Counts a call; true when the fault strikes at it.</summary>
        public bool Counts(Instant now) => hasBegun && Fault.From <= now && calls-- == 0;

        public bool IsOver(Instant now)
        {
            if (!hasBegun) return now > Fault.From + LongestWait;
            var strikesOnce = Fault.Kind is FaultKind.Killed or FaultKind.Paused;
            return strikesOnce ? calls < 0 || now > Fault.From + LongestWait : now >= Fault.Until;
        }
    }
}
