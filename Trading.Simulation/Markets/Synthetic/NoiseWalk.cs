using System.Numerics;
using Trading.Core.Market;

namespace Trading.Simulation.Markets.Synthetic;

/// <summary>
/// A session without an edge of direction, with the moods of real ones. A price takes <see cref="StepsPerMinute"/> steps a
/// minute, each up or down by a whole number of cents with equal chances, whatever has happened: so every price is exactly
/// the expected value of every later one. How long the steps are may be foretold, from the session's mood, the hour, the
/// minutes before; which way they go may not. In five of eight steps a symbol goes the way that all symbols share.
/// </summary>
public static class NoiseWalk
{
    /// <summary>Steps of the walk in a minute.</summary>
    public const int StepsPerMinute = 16;

    // A step on rung 0 is this many parts in 65,536 of the price: 1.2 basis points.
    private const int StepParts = 8;
    private const int FractionBits = 16;
    private const long LeastVolume = 100;

    /// <summary>One symbol's session, which opens within 3 % of the symbol's price; each bar opens where the one before it
    /// closed.</summary>
    public static BarSeries Make(SyntheticSymbol symbol, Session session, int seed) =>
        Make(symbol, session, seed, InPlayDay.None);

    /// <summary>The same, with what the session's news do to its opening price and to its volume.</summary>
    public static BarSeries Make(SyntheticSymbol symbol, Session session, int seed, InPlayDay news)
    {
        var shared = RandomBits.Of(seed, "the steps of all", session.Date);
        var own = RandomBits.Of(seed, symbol.Ticker, session.Date);
        var cents = symbol.Cents * (1000 + BitOperations.PopCount(own.Next()) - 32) / 1000;
        cents += (long)Math.Round(cents * news.Gap);
        var mood = VolatilityMood.Shared(seed, session.Date) + VolatilityMood.Own(own);
        var (sharedChain, ownChain) = (new VolatilityChain(), new VolatilityChain());
        var busy = false;
        var bars = new Bar[session.Minutes];
        for (var minute = 0; minute < bars.Length; minute++)
        {
            var clustered = mood + VolatilityMood.OfTheDay(minute) + sharedChain.Rung + ownChain.Rung;
            var length = VolatilityLadder.Scale(cents * StepParts, symbol.Rung + clustered + Shock(own.Next()));
            var ups = Ups(shared.Next(), own.Next());
            var (open, low, high) = (cents, cents, cents);
            for (var step = 0; step < StepsPerMinute; step += 4)
            {
                // Lengths are rounded up or down at random, so that they are right on the average.
                var fractions = own.Next();
                for (var i = 0; i < 4; i++)
                {
                    var whole = length + (ushort)(fractions >> i * FractionBits) >> FractionBits;
                    cents += (ups >> step + i & 1) == 1 ? whole : -whole;
                    low = Math.Min(low, cents);
                    high = Math.Max(high, cents);
                }
            }
            var level = VolumeLattice.Level(busy, own.Next()) + clustered;
            bars[minute] = new Bar(
                session.Open + minute * Bar.Length, Price(open), Price(high), Price(low), Price(cents),
                Math.Max(LeastVolume, VolumeLattice.Volume(level, symbol.Volume * news.VolumeFactor)));
            busy = PhaseChain.Next(busy, minute, (uint)own.Next());
            sharedChain.Next(shared.Next());
            ownChain.Next(own.Next());
        }
        return new BarSeries(symbol.Ticker, bars);
    }

    /// <summary>What makes single minutes jump, in rungs: a binomial count of 16 coins, doubled.</summary>
    private static int Shock(ulong bits) => 2 * (BitOperations.PopCount(bits & 0xFFFF) - 8);

    /// <summary>A bit for each step, set when it goes up: the shared one with a chance of 5/8, else one of the symbol's
    /// own.</summary>
    private static uint Ups(ulong all, ulong own)
    {
        var follows = own >> 16 | own >> 32 & own >> 48;
        return (uint)(ushort)(all & follows | own & ~follows);
    }

    private static decimal Price(long cents) => new(checked((int)cents), 0, 0, isNegative: false, scale: 2);
}
