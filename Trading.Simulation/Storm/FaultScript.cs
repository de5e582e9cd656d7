using Trading.Core.Market;

namespace Trading.Simulation.Storm;

/// <summary>Draws the faults of a story.</summary>
internal static class FaultScript
{
    private static readonly FaultKind[] OfCalls =
        [FaultKind.SlowCalls, FaultKind.RequestLost, FaultKind.AnswerLost, FaultKind.AnswerLost];

    private static readonly FaultKind[] OfPrograms = [FaultKind.Killed, FaultKind.Killed, FaultKind.Killed, FaultKind.Paused];

    private static readonly FaultKind[] OfTheBroker =
    [
        FaultKind.EffectLate, FaultKind.EffectLate, FaultKind.EntriesRefused, FaultKind.SalesRefused, FaultKind.RejectedLater,
        FaultKind.SuspendedLater, FaultKind.ExpiredLater, FaultKind.StopsSuspended, FaultKind.CancelsStuck, FaultKind.ThinVolume,
        FaultKind.ThinVolume, FaultKind.OddPositions,
    ];

    private static readonly FaultKind[] OfTheFeed =
        [FaultKind.BarsMissing, FaultKind.BarsLate, FaultKind.BarsRevised, FaultKind.BarsBroken, FaultKind.BarsTwice];

    public static IReadOnlyList<Fault> Of(
        ulong seed, StormLevel level, IReadOnlyList<Session> sessions, IReadOnlyList<string> symbols)
    {
        var (dice, faults) = (Dice.Of(seed, 11, (long)level), new List<Fault>());
        var (from, until) = (sessions[0].Open - Duration.FromDays(1), sessions[^1].Close + Duration.FromDays(1));
        var programs = dice.OneOf(MostPrograms);
        for (var i = 1; i < programs; i++) faults.Add(new Fault(FaultKind.AnotherProgram, from, until) { Program = i });
        var farthest = Duration.FromSeconds(level == StormLevel.Harsh ? 45 : 2);
        for (var i = 0; i < programs; i++)
        {
            if (dice.Chance(0.3)) continue;
            faults.Add(new Fault(FaultKind.ClockOff, from, until) { Program = i, Size = dice.Between(-farthest, farthest) });
        }
        if (level == StormLevel.Harsh) faults.AddRange(OfHarshDays(dice, sessions));
        foreach (var session in sessions)
        {
            if (dice.Chance(0.15))
            {
                var halt = session.Open + dice.Between(Duration.FromMinutes(40), session.Close - session.Open);
                faults.Add(new Fault(FaultKind.Halted, halt, halt + Duration.FromMinutes(30)));
            }
            var bursts = dice.OneOf(0, 2, 4, 8, 12, 20, 30);
            for (var i = 0; i < bursts; i++) faults.Add(Burst(dice, level, session, programs, symbols));
        }
        return [.. faults.OrderBy(fault => fault.From)];
    }

    /// <summary>How many programs trade, one of them drawn for each story.</summary>
    internal static readonly int[] MostPrograms = [1, 1, 2, 2, 3];

    private static IEnumerable<Fault> OfHarshDays(Dice dice, IReadOnlyList<Session> sessions)
    {
        foreach (var session in sessions)
        {
            if (dice.Chance(0.35))
            {
                yield return new Fault(
                    dice.OneOf(FaultKind.RequestLost, FaultKind.AnswerLost), session.Close - Duration.FromMinutes(10),
                    session.Close + dice.Between(Duration.FromMinutes(5), Duration.FromHours(5)))
                { Port = StormPort.Journal };
            }
            if (dice.Chance(0.1))
            {
                var kind = dice.OneOf(
                    FaultKind.EntriesRefused, FaultKind.RejectedLater, FaultKind.SuspendedLater, FaultKind.ExpiredLater);
                yield return new Fault(kind, session.Open, session.Close - Duration.FromMinutes(30))
                { Size = Duration.FromSeconds(20) };
            }
            if (dice.Chance(0.2))
            {
                // Out for hours in the middle of the day.
                var from = session.Open + dice.Between(Duration.Zero, Duration.FromHours(3));
                yield return new Fault(
                    dice.OneOf(FaultKind.RequestLost, FaultKind.AnswerLost), from,
                    from + dice.Between(Duration.FromMinutes(20), Duration.FromHours(3)))
                { Port = dice.OneOf(StormPort.Journal, StormPort.Journal, StormPort.Broker) };
            }
            if (dice.Chance(0.2))
            {
                // Unreliable all day.
                yield return new Fault(
                    dice.OneOf(FaultKind.RequestLost, FaultKind.AnswerLost), session.Open - Duration.FromHours(6),
                    session.Close + Duration.FromHours(5))
                { Port = dice.OneOf(StormPort.Journal, StormPort.Broker), Rate = dice.OneOf(0.03, 0.15) };
            }
            if (dice.Chance(0.25))
            {
                yield return new Fault(FaultKind.SlowCalls, session.Open - Duration.FromHours(6), session.Close)
                { Port = dice.OneOf(StormPort.Broker, StormPort.Journal), Size = Duration.FromSeconds(15) };
            }
        }
    }

    private static Fault Burst(
        Dice dice, StormLevel level, Session session, int programs, IReadOnlyList<string> symbols)
    {
        var from = Beginning(dice, session);
        var until = from + dice.Between(Duration.FromSeconds(5), Duration.FromMinutes(dice.OneOf(1, 2, 4, 4)));
        int? program = dice.Chance(0.5) ? null : dice.Below(programs);
        var kind = dice.OneOf<FaultKind[]>(OfCalls, OfCalls, OfPrograms, OfTheBroker, OfTheBroker, OfTheFeed) is var kinds
            ? kinds[dice.Below(kinds.Length)] : default;
        var fault = new Fault(kind, from, until) { AwaitsOrder = AwaitsOrder(kind, dice) };
        return kind switch
        {
            FaultKind.SlowCalls or FaultKind.RequestLost or FaultKind.AnswerLost => fault with
            {
                Program = program,
                Port = dice.OneOf(
                    StormPort.Broker, StormPort.Broker, StormPort.Journal, StormPort.MarketData, StormPort.Models,
                    StormPort.Archive),
                Rate = dice.OneOf(0.2, 0.5, 1.0),
                Size = kind == FaultKind.SlowCalls ? dice.Between(Duration.FromSeconds(2), Duration.FromSeconds(15))
                    : dice.Between(Duration.Zero, Duration.FromSeconds(12)),
            },
            FaultKind.EffectLate => fault with
            {
                Port = StormPort.Broker,
                Rate = dice.OneOf(0.5, 1.0),
                Size = dice.Between(Duration.FromSeconds(10), Duration.FromMinutes(5)),
            },
            FaultKind.Killed => fault with
            {
                Program = dice.Below(programs),
                Calls = dice.Below(dice.OneOf(6, 14, 30)),
                Size = dice.Between(Duration.FromSeconds(1), Duration.FromSeconds(dice.OneOf(5, 100, 100, 1_500))),
            },
            FaultKind.Paused => fault with
            {
                Program = dice.Below(programs),
                Calls = dice.Below(dice.OneOf(6, 14, 30)),
                Size = dice.Between(Duration.FromSeconds(1), Duration.FromSeconds(level == StormLevel.Harsh ? 90 : 5)),
            },
            FaultKind.RejectedLater or FaultKind.SuspendedLater or FaultKind.ExpiredLater => fault with
            {
                Symbol = dice.Chance(0.5) ? null : symbols[dice.Below(symbols.Count)],
                Size = dice.Between(Duration.FromMilliseconds(300), Duration.FromSeconds(dice.OneOf(3, 100))),
                Rate = dice.OneOf(0.5, 1.0),
            },
            FaultKind.BarsLate => fault with
            {
                Symbol = symbols[dice.Below(symbols.Count)],
                Size = dice.Between(Duration.FromSeconds(3), Duration.FromMinutes(3)),
            },
            _ => fault with { Symbol = dice.Chance(0.3) ? null : symbols[dice.Below(symbols.Count)] },
        };
    }

    private static bool AwaitsOrder(FaultKind kind, Dice dice) => kind switch
    {
        FaultKind.StopsSuspended or FaultKind.OddPositions => false,
        FaultKind.SlowCalls or FaultKind.RequestLost or FaultKind.AnswerLost or FaultKind.Killed or FaultKind.Paused =>
            dice.Chance(0.5),
        _ => OfTheBroker.Contains(kind),
    };

    private static Instant Beginning(Dice dice, Session session) => dice.Below(10) switch
    {
        0 => ExchangeTime.At(session.Date, new LocalTime(3, 59)) + dice.Between(Duration.Zero, Duration.FromMinutes(4)),
        1 => ExchangeTime.At(session.Date, new LocalTime(19, 59)) + dice.Between(Duration.Zero, Duration.FromMinutes(6)),
        2 or 3 => session.Close - dice.Between(Duration.FromMinutes(-1), Duration.FromMinutes(12)),
        _ => session.Open + dice.Between(Duration.Zero, session.Close - session.Open).ToBusySecond(dice),
    };

    // Most of what a program does happens in the first seconds of a minute.
    private static Duration ToBusySecond(this Duration sinceOpen, Dice dice) => dice.Chance(0.5)
        ? sinceOpen
        : Duration.FromMinutes((long)sinceOpen.TotalMinutes) + dice.Between(Duration.Zero, Duration.FromSeconds(9));
}
