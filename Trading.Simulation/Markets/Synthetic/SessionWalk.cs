using System.Numerics;
using Trading.Core.Market;

namespace Trading.Simulation.Markets.Synthetic;

/// <summary>Turns a walk into bars.</summary>
public static class SessionWalk
{
    /// <summary>
    /// One symbol's session. It opens within a few lattice points of the symbol's price and not at the close before, so prices
    /// never drift away; each bar opens where the one before it closed, or a gap below.
    /// </summary>
    public static BarSeries Make(
        SyntheticSymbol symbol, Session session, PriceLattice lattice, MarketRegime regime, int seed) =>
        Make(symbol, session, lattice, regime, seed, InPlayDay.None);

    /// <summary>The same, with what the session's news do to its opening price and to its volume.</summary>
    public static BarSeries Make(
        SyntheticSymbol symbol, Session session, PriceLattice lattice, MarketRegime regime, int seed, InPlayDay news)
    {
        var (basis, usual) = (symbol.Price * (1 + news.Gap), symbol.Volume * news.VolumeFactor);
        var random = RandomBits.Of(seed, symbol.Ticker, session.Date);
        var point = BitOperations.PopCount(random.Next()) - 32;
        var hidden = new HiddenWalk(random, regime);
        var bars = new Bar[session.Minutes];
        var price = lattice.Price(basis, point);
        for (var minute = 0; minute < bars.Length; minute++)
        {
            var walk = hidden.Next();
            if (walk.Gapped)
            {
                point -= regime.Gap.Points;
                price = lattice.Price(basis, point);
            }
            var (low, high, open) = (point, point, price);
            for (var step = 0; step < PriceLattice.StepsPerMinute; step++)
            {
                point += (walk.Ups >> step & 1) == 1 ? 1 : -1;
                low = Math.Min(low, point);
                high = Math.Max(high, point);
            }
            price = lattice.Price(basis, point);
            bars[minute] = new Bar(
                session.Open + minute * Bar.Length, open, lattice.Price(basis, high), lattice.Price(basis, low),
                price, VolumeLattice.Volume(walk.VolumeLevel, usual));
        }
        return new BarSeries(symbol.Ticker, bars);
    }
}
