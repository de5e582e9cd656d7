using Trading.Core.Market;

namespace Trading.Simulation.Storm;

/// <summary>A trade of the market, a few seconds' worth.</summary>
internal readonly record struct Tick(Instant At, string Symbol, decimal Price, long Volume);

/// <summary>
/// The true prices of a story: a lively random walk for each symbol, a price every 15 seconds, so that stops and targets fill
/// several times a day. The minute bars are made of these prices.
/// </summary>
internal sealed class StormMarket
{
    /// <summary>Prices of a symbol in a minute.</summary>
    public const int TicksPerMinute = 4;

    /// <summary>The time between two prices of a symbol.</summary>
    public static readonly Duration Step = Bar.Length / TicksPerMinute;

    private const double StepVolatility = 0.0028;

    private readonly Dictionary<(string Symbol, LocalDate Date), SymbolDay> days = [];
    private readonly ulong seed;

    public StormMarket(ulong seed, IReadOnlyList<string> symbols, IReadOnlyList<Session> sessions)
    {
        this.seed = seed;
        Symbols = symbols;
        Sessions = sessions;
        for (var s = 0; s < symbols.Count; s++)
        {
            var cents = 4_000 + Dice.Of(seed, 1, s).Below(30_000);
            for (var d = 0; d < sessions.Count; d++)
            {
                var day = Walk(Dice.Of(seed, 2, s, d), cents, sessions[d]);
                days[(symbols[s], sessions[d].Date)] = day;
                cents = Step1(Dice.Of(seed, 3, s, d), day.Cents[^1], 0.01);
            }
        }
    }

    /// <summary>The symbols.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>The sessions that have prices.</summary>
    public IReadOnlyList<Session> Sessions { get; }

    /// <summary>A session's bars of a symbol.</summary>
    public IReadOnlyList<Bar> Bars(string symbol, Session session) => days[(symbol, session.Date)].Bars;

    /// <summary>The price of a symbol at a moment of a session.</summary>
    public Tick At(string symbol, Session session, int index)
    {
        var day = days[(symbol, session.Date)];
        return new Tick(session.Open + (Step * index), symbol, Dollars(day.Cents[index]), day.Volumes[index / TicksPerMinute]);
    }

    /// <summary>The last price of a symbol before a moment; null before the first.</summary>
    public Tick? Before(string symbol, Instant moment)
    {
        foreach (var session in Sessions.Reverse().Where(session => session.Open < moment))
        {
            var index = (int)((moment - session.Open).TotalTicks / Step.TotalTicks);
            return At(symbol, session, Math.Min(index, (session.Minutes * TicksPerMinute) - 1));
        }
        return null;
    }

    private static SymbolDay Walk(Dice dice, int cents, Session session)
    {
        var (minutes, bars) = (session.Minutes, new List<Bar>());
        var (prices, volumes) = (new int[minutes * TicksPerMinute], new long[minutes]);
        for (var minute = 0; minute < minutes; minute++)
        {
            var (low, high) = (int.MaxValue, int.MinValue);
            for (var i = 0; i < TicksPerMinute; i++)
            {
                prices[(minute * TicksPerMinute) + i] = cents = Step1(dice, cents, StepVolatility);
                (low, high) = (Math.Min(low, cents), Math.Max(high, cents));
            }
            volumes[minute] = dice.Chance(0.02) ? 0 : 200 + dice.Below(5_000);
            if (volumes[minute] == 0) continue;
            bars.Add(new Bar(
                session.Open + (Bar.Length * minute), Dollars(prices[minute * TicksPerMinute]), Dollars(high), Dollars(low),
                Dollars(cents), volumes[minute] * TicksPerMinute));
        }
        return new SymbolDay(prices, volumes, bars);
    }

    // The sum of three uniform numbers is bell-shaped enough.
    private static int Step1(Dice dice, int cents, double volatility) =>
        Math.Max(500, (int)(cents * (1 + (volatility * 2 * (dice.Unit() + dice.Unit() + dice.Unit() - 1.5)))));

    private static decimal Dollars(int cents) => new(cents, 0, 0, false, 2);

    private sealed record SymbolDay(int[] Cents, long[] Volumes, IReadOnlyList<Bar> Bars);
}
