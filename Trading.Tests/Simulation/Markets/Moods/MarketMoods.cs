using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.Markets;
using Barrier = Trading.Core.Learning.Barrier;

namespace Trading.Tests.Simulation.Markets.Moods;

/// <summary>Mean, standard deviation and lag-1 autocorrelation of a figure that each session has.</summary>
internal sealed record SessionFigure(double Mean, double Deviation, double Autocorrelation)
{
    public static SessionFigure Of(IReadOnlyList<double> values) =>
        new(values.Average(), Moments.Deviation(values), Moments.Autocorrelation(values, 1));
}

/// <summary>
/// What the sessions of a market share, and how its minutes behave: the figures by which a made-up market can be compared with a
/// recorded one. Returns are differences of log prices.
/// </summary>
internal sealed record MarketMoods
{
    private const int HalfHours = 13;

    /// <summary>Sessions measured.</summary>
    public required int Sessions { get; init; }

    /// <summary>Each session's fraction of profitable trades, over all symbols and minutes.</summary>
    public required SessionFigure ProfitRate { get; init; }

    /// <summary>Mean and deviation over symbols and sessions of the same fraction.</summary>
    public required SessionFigure ProfitRateOfOneSymbol { get; init; }

    /// <summary>Fractions of the trades that end at the target, at the stop, and by time.</summary>
    public required (double Target, double Stop, double Time) Ends { get; init; }

    /// <summary>Standard deviation and raw kurtosis of a trade's net return; the deviation as a fraction.</summary>
    public required (double Mean, double Deviation, double Kurtosis) NetReturn { get; init; }

    /// <summary>Each session's mean over symbols of the return from first open to last close, in basis points.</summary>
    public required SessionFigure Drift { get; init; }

    /// <summary>Each session's mean over symbols of the logarithm of realised volatility.</summary>
    public required SessionFigure LogVolatility { get; init; }

    /// <summary>Median over symbols and sessions of the realised volatility of a session, percent.</summary>
    public required double MedianVolatility { get; init; }

    /// <summary>Mean correlation of two symbols: of five-minute returns in a session, of returns and of log volatility from
    /// session to session.</summary>
    public required (double FiveMinutes, double SessionReturn, double LogVolatility) Correlation { get; init; }

    /// <summary>Autocorrelation of absolute minute returns at lags 1, 10 and 60, within a session.</summary>
    public required (double One, double Ten, double Sixty) AbsoluteAutocorrelation { get; init; }

    /// <summary>Raw kurtosis of minute returns over their session's standard deviation; 3 is Gaussian.</summary>
    public required double Kurtosis { get; init; }

    /// <summary>Mean profit rate of each half hour of entries, the first from 9:30 on, and its deviation over
    /// sessions.</summary>
    public required IReadOnlyList<(double Mean, double Deviation)> ByHalfHour { get; init; }

    /// <summary>Mean absolute minute return of each half hour over that of the whole session.</summary>
    public required IReadOnlyList<double> MoveByHalfHour { get; init; }

    /// <summary>Measures a market.</summary>
    /// <param name="tape">The market.</param>
    /// <param name="calendar">The hours of its sessions.</param>
    /// <param name="plan">The trade whose profits are counted, decided at the end of each bar.</param>
    public static MarketMoods Of(IMarketTape tape, IMarketCalendar calendar, TradePlan plan)
    {
        var measured = tape.Sessions.AsParallel().AsOrdered()
            .Select(date => (IReadOnlyList<SymbolSession>)
                [.. tape.Read(date).Where(s => s.Count >= SymbolSession.FewestBars)
                    .Select(s => SymbolSession.Of(s, calendar.SessionOn(date)!, plan))])
            .Where(session => session.Count > 0)
            .ToList();
        var all = measured.SelectMany(s => s).ToList();
        var trades = all.SelectMany(s => s.Trades).ToList();
        var symbols = all.GroupBy(s => s.Symbol, StringComparer.Ordinal).Select(g => g.ToList()).ToList();
        var returns = trades.ConvertAll(t => t.Outcome.NetReturn);
        return new MarketMoods
        {
            Sessions = measured.Count,
            ProfitRate = SessionFigure.Of([.. measured.Select(s => Rate(s.SelectMany(x => x.Trades)))]),
            ProfitRateOfOneSymbol = Mean(
                symbols.Select(s => SessionFigure.Of([.. s.Where(x => x.Trades.Count > 0).Select(x => Rate(x.Trades))]))),
            Ends = (Share(trades, Barrier.Target), Share(trades, Barrier.Stop),
                Share(trades, Barrier.Time)),
            NetReturn = (returns.Average(), Moments.Deviation(returns), Moments.Kurtosis(returns)),
            Drift = SessionFigure.Of([.. measured.Select(s => s.Average(x => x.Return * 10_000))]),
            LogVolatility = SessionFigure.Of([.. measured.Select(s => s.Average(x => Math.Log(x.Volatility)))]),
            MedianVolatility = Moments.Median([.. all.Select(x => x.Volatility * 100)]),
            Correlation = (
                Pairs.Within(measured), Pairs.Across(symbols, x => x.Return), Pairs.Across(symbols, x => Math.Log(x.Volatility))),
            AbsoluteAutocorrelation = (Absolute(all, 1), Absolute(all, 10), Absolute(all, 60)),
            Kurtosis = Moments.Kurtosis([.. all.SelectMany(x => x.StandardReturns())]),
            MoveByHalfHour = [.. Enumerable.Range(0, HalfHours).Select(h => all
                .Where(x => x.MovesByHalfHour.Count > h && x.MovesByHalfHour[h] > 0).Average(x => x.MovesByHalfHour[h]))],
            ByHalfHour = [.. Enumerable.Range(0, HalfHours).Select(h => HalfHour(measured, h))],
        };
    }

    private static (double Mean, double Deviation) HalfHour(List<IReadOnlyList<SymbolSession>> sessions, int halfHour)
    {
        var rates = sessions.Select(s => s.SelectMany(x => x.Trades).Where(t => t.Minute / 30 == halfHour).ToList())
            .Where(t => t.Count > 0).Select(Rate).ToList();
        return (rates.Average(), Moments.Deviation(rates));
    }

    private static double Absolute(List<SymbolSession> sessions, int lag) =>
        sessions.Select(s => Moments.Autocorrelation([.. s.MinuteReturns.Select(Math.Abs)], lag)).Average();

    private static SessionFigure Mean(IEnumerable<SessionFigure> figures)
    {
        var all = figures.ToList();
        return new(all.Average(f => f.Mean), all.Average(f => f.Deviation), all.Average(f => f.Autocorrelation));
    }

    private static double Rate(IEnumerable<MadeTrade> trades) => trades.Average(t => t.Outcome.Profit ? 1.0 : 0.0);

    private static double Share(List<MadeTrade> trades, Barrier barrier) =>
        trades.Count(t => t.Outcome.Barrier == barrier) / (double)trades.Count;
}
