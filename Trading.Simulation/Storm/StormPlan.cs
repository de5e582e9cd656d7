using Trading.Core.Market;
using Trading.Core.Risk;

namespace Trading.Simulation.Storm;

/// <summary>
/// A story before it is told: its days, its symbols and its faults. The same plan gives the same story, byte for byte. A plan
/// without some of its faults is a plan, too.
/// </summary>
public sealed record StormPlan
{
    /// <summary>Sessions that are traded in a story.</summary>
    public const int TradedDays = 2;

    private static readonly NyseCalendar Calendar = new();
    private static readonly LocalDate First = new(2025, 2, 3);

    /// <summary>The seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How bad it is.</summary>
    public required StormLevel Level { get; init; }

    /// <summary>The sessions: those that are traded, and one without faults on whose morning the books are compared.</summary>
    public required IReadOnlyList<Session> Sessions { get; init; }

    /// <summary>The symbols.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>What goes wrong, in order.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>The limits on the day and the account; none unless <see cref="WithLimits"/> has drawn some.</summary>
    public ProtectionLimits Limits { get; init; } = new();

    private static readonly string[] AllSymbols = ["AAA", "BBB", "CCC", "DDD"];

    /// <summary>The plan of a seed.</summary>
    public static StormPlan Of(ulong seed, StormLevel level)
    {
        var dice = Dice.Of(seed, 10, (long)level);
        var first = First.PlusDays(dice.Below(300));
        var sessions = Calendar.SessionsBetween(first, first.PlusDays(12)).Take(TradedDays + 1).ToList();
        string[] symbols = [.. AllSymbols.Take(2 + dice.Below(3))];
        return new StormPlan
        {
            Seed = seed,
            Level = level,
            Sessions = sessions,
            Symbols = symbols,
            Faults = FaultScript.Of(seed, level, [.. sessions.Take(TradedDays)], symbols),
        };
    }

    /// <summary>The plan with limits on the day and the account, drawn by its seed.</summary>
    public StormPlan WithLimits() => this with { Limits = StormLimits.Of(Seed, Symbols) };

    /// <summary>How many programs trade.</summary>
    public int Programs => 1 + Faults.Count(fault => fault.Kind == FaultKind.AnotherProgram);
}
