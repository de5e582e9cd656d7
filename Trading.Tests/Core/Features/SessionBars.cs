using CsCheck;
using Trading.Core.Features;
using Trading.Core.Market;

namespace Trading.Tests.Core.Features;

/// <summary>Sessions and bars made up for tests.</summary>
internal static class SessionBars
{
    private static readonly NyseCalendar Calendar = new();

    /// <summary>A session of 390 minutes.</summary>
    public static Session Full { get; } = Calendar.SessionOn(new LocalDate(2025, 11, 26))!;

    /// <summary>A session of 210 minutes, the one after <see cref="Full"/>.</summary>
    public static Session Half { get; } = Calendar.SessionOn(new LocalDate(2025, 11, 28))!;

    /// <summary>Bars of a session as a sparse or busy feed may send them: gaps, flat stretches, bars without volume.</summary>
    public static Gen<Bar[]> Random(Session session) =>
        Gen.Select(
            Gen.Frequency((30, Gen.Const(1)), (4, Gen.Int[2, 9]), (1, Gen.Int[20, 70])),
            Gen.Frequency((1, Gen.Const(0)), (3, Gen.Int[-60, 60])),
            Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30]),
            Gen.Frequency((1, Gen.Const(0)), (4, Gen.Int[1, 50_000])))
        .Array[0, 390]
        .Select(Gen.Int[500, 60_000], (steps, start) => Build(session, steps, start));

    /// <summary>A bar that starts <paramref name="minute"/> minutes after the open, flat at one price.</summary>
    public static Bar At(Session session, int minute, decimal price = 100m, long volume = 1000) =>
        new(session.Open + Duration.FromMinutes(minute), price, price, price, price, volume);

    /// <summary>The rows that a fresh engine gives for a session's bars, null while it warms up.</summary>
    public static float[]?[] Rows(Session session, IEnumerable<Bar> bars) => Rows(new FeatureEngine(), session, bars);

    /// <summary>The rows that an engine gives for a session's bars, null while it warms up.</summary>
    public static float[]?[] Rows(FeatureEngine engine, Session session, IEnumerable<Bar> bars)
    {
        engine.StartSession(session);
        return [.. bars.Select(bar =>
        {
            var row = new float[FeatureSchema.Count];
            return engine.TryAdd(bar, row) ? row : null;
        })];
    }

    private static Bar[] Build(Session session, (int Gap, int Move, (int Up, int Down) Wick, int Volume)[] steps, int start)
    {
        var bars = new List<Bar>();
        var (minute, cents) = (-1, start);
        foreach (var step in steps)
        {
            minute += step.Gap;
            if (minute >= session.Minutes) break;
            var (open, close) = (cents, Math.Max(50, cents + step.Move));
            cents = close;
            bars.Add(new Bar(
                session.Open + Duration.FromMinutes(minute),
                open / 100m,
                (Math.Max(open, close) + step.Wick.Up) / 100m,
                (Math.Min(open, close) - Math.Min(step.Wick.Down, 49)) / 100m,
                close / 100m,
                step.Volume));
        }
        return [.. bars];
    }
}
