using System.Collections.Concurrent;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Simulation.Markets.Synthetic;

/// <summary>
/// The Bayes-optimal forecast of a synthetic market. It reads only the bars, recovers the walk's steps and the volume's
/// level from them, filters the phase, and weighs the exact probabilities of a profit. A session is filtered once. Safe for
/// concurrent use.
/// </summary>
public sealed class LatticeOracle : IOracle
{
    private readonly ConcurrentDictionary<(string Symbol, LocalDate Session), double[]> forecasts = new();
    private readonly IMarketTape tape;
    private readonly Dictionary<string, SyntheticSymbol> symbols;
    private readonly IReadOnlyDictionary<LocalDate, Session> sessions;
    private readonly PriceLattice lattice;
    private readonly TradePlan rules;
    private readonly Func<LocalDate, MarketRegime> regimeOn;

    /// <summary>An oracle of a tape whose bars stand on a lattice.</summary>
    /// <param name="tape">Where the bars are.</param>
    /// <param name="symbols">The tape's symbols.</param>
    /// <param name="sessions">The hours of the tape's sessions.</param>
    /// <param name="lattice">The lattice of the prices.</param>
    /// <param name="rules">The trade; its horizon, if any, and its exit before the close are whole minutes.</param>
    /// <param name="regimeOn">The rule of each date.</param>
    public LatticeOracle(
        IMarketTape tape,
        IEnumerable<SyntheticSymbol> symbols,
        IReadOnlyDictionary<LocalDate, Session> sessions,
        PriceLattice lattice,
        TradePlan rules,
        Func<LocalDate, MarketRegime> regimeOn)
    {
        RequireWholeMinutes(rules);
        this.tape = tape;
        this.symbols = symbols.ToDictionary(s => s.Ticker, StringComparer.Ordinal);
        this.sessions = sessions;
        this.lattice = lattice;
        this.rules = rules;
        this.regimeOn = regimeOn;
    }

    /// <summary>Refuses a trade whose exit is not at the start of a bar.</summary>
    /// <param name="rules">The trade.</param>
    /// <exception cref="ArgumentException">Its times are not whole minutes; the message names the one that is not.</exception>
    public static void RequireWholeMinutes(TradePlan rules)
    {
        if (rules.CloseBefore.TotalMinutes % 1 != 0)
            throw new ArgumentException($"CloseBefore is {rules.CloseBefore}, not a whole number of minutes.", nameof(rules));
        if (rules.Horizon is { } horizon && (horizon <= Duration.Zero || horizon.TotalMinutes % 1 != 0))
            throw new ArgumentException($"Horizon is {horizon}, not a whole number of minutes above zero.", nameof(rules));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// 0 from the forced exit on: a share bought and sold at the same price earns nothing. Where the tape has been cut off, the
    /// forecast uses only the bars before the cut. The opening, when the phase cannot change, has no forecast.
    /// </remarks>
    /// <exception cref="ArgumentException">No bar of the symbol starts at that instant, or it lies in the quiet
    /// opening.</exception>
    public double ProfitProbability(string symbol, Instant minute)
    {
        if (!symbols.TryGetValue(symbol, out var share))
            throw new ArgumentException($"{symbol} is not a symbol of this market.", nameof(symbol));
        if (!sessions.TryGetValue(minute.InNewYork().Date, out var session) || !session.Contains(minute)
            || minute.FloorToMinute() != minute)
            throw new ArgumentException($"No bar of this market starts at {minute}.", nameof(minute));
        if (session.MinuteOf(minute) < PhaseChain.QuietOpening)
            throw new ArgumentException(
                $"{minute} lies in the first {PhaseChain.QuietOpening} minutes, of which nothing is forecast.", nameof(minute));
        return forecasts.GetOrAdd((symbol, session.Date), _ => Forecast(share, session))[session.MinuteOf(minute)];
    }

    private double[] Forecast(SyntheticSymbol symbol, Session session)
    {
        var regime = regimeOn(session.Date);
        var exit = (int)(rules.DayExit(session) - session.Open).TotalMinutes;
        var bars = tape.Read(session.Date).Single(s => s.Symbol == symbol.Ticker).Bars;
        var forecast = new double[session.Minutes];
        var busy = 0.0;
        for (var minute = 0; minute < exit; minute++)
        {
            forecast[minute] = regime.ProfitProbability(busy, MinutesLeft(session, minute));
            if (!PhaseChain.MayChangeAfter(minute)) continue;
            busy = minute < bars.Length ? Learn(bars[minute], bars[minute - 1].Close) : PhaseChain.Next(busy);
        }
        return forecast;

        int MinutesLeft(Session day, int minute)
        {
            var at = day.Open + Duration.FromMinutes(minute);
            return (int)(rules.ExitAt(day, at) - at).TotalMinutes;
        }

        double Learn(in Bar bar, decimal before)
        {
            var rise = lattice.PointOf(bar.Close, symbol.Price) - lattice.PointOf(bar.Open, symbol.Price);
            var level = VolumeLattice.LevelOf(bar.Volume, symbol.Volume);
            return regime.Filter(busy, level, (rise + PriceLattice.StepsPerMinute) / 2, gapped: bar.Open < before);
        }
    }
}
