using System.Collections.Concurrent;
using Trading.Core.Market;
using Trading.Simulation.Markets.Synthetic;

namespace Trading.Simulation.Markets;

/// <summary>
/// A made-up market whose right answer is known. Where it hides a rule, log prices walk on a lattice, 16 steps of about 10
/// basis points a minute, so that most trades end within the hour and a session holds many independent outcomes; a hidden
/// phase, quiet or busy, sets the walk's drift and shows only in volume. Noise is another walk (<see cref="NoiseWalk"/>), as
/// volatile as recorded bars and with their moods. Safe for concurrent use.
/// </summary>
public sealed class SyntheticMarket : IMarketTape
{
    // Thousands of names make some hundred megabytes a session; what is not kept is made again, and is the same.
    private const long MostKeptBars = 4_000_000;
    private readonly ConcurrentDictionary<LocalDate, IReadOnlyList<BarSeries>> read = new();
    private readonly ConcurrentQueue<LocalDate> kept = new();
    private readonly Dictionary<LocalDate, Session> sessions;
    private readonly SyntheticSymbol[] symbols;
    private readonly SyntheticMarketOptions options;
    private readonly PriceLattice? lattice;
    private readonly MarketRegime? regime;
    private readonly MarketRegime? turned;

    /// <summary>Prepares the market; bars are made when a session is first read.</summary>
    /// <exception cref="ArgumentException">An option is missing or out of range; the message names it.</exception>
    public SyntheticMarket(SyntheticMarketOptions options, IMarketCalendar calendar)
    {
        if (options.Symbols.Count == 0)
            throw new ArgumentException("A synthetic market needs at least one symbol.", nameof(options));
        if (options.TurnsOn.HasValue != (options.Kind == SyntheticMarketKind.Turning))
            throw new ArgumentException(
                $"TurnsOn is {options.TurnsOn?.ToString() ?? "missing"}, but the market is {options.Kind}.", nameof(options));
        LatticeOracle.RequireWholeMinutes(options.Rules);
        this.options = options;
        symbols = [.. options.Symbols.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(s => new SyntheticSymbol(s))];
        Symbols = [.. symbols.Select(s => s.Ticker)];
        sessions = calendar.SessionsBetween(options.First, options.Last).ToDictionary(s => s.Date);
        Sessions = [.. sessions.Keys.Order()];

        if (options.Kind is SyntheticMarketKind.Noise or SyntheticMarketKind.InPlayNoise) return;
        lattice = new PriceLattice(options.Rules);
        var longest = sessions.Values.Select(s => s.Minutes).DefaultIfEmpty().Max();
        regime = options.Kind == SyntheticMarketKind.Asymmetric
            ? RegimeCalibration.Asymmetric(lattice, longest)
            : RegimeCalibration.Planted(lattice, options.Rules, busyRises: true, options.Strength, longest);
        if (options.Kind == SyntheticMarketKind.Turning)
            turned = RegimeCalibration.Planted(lattice, options.Rules, busyRises: false, options.Strength, longest);
        if (options.Kind != SyntheticMarketKind.InPlay) Oracle = OracleOf(this, RegimeOn);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Symbols { get; }

    /// <inheritdoc/>
    public IReadOnlyList<LocalDate> Sessions { get; }

    /// <summary>The best forecast; null where some of it is noise, whose volatility is hidden: there the best forecast has no
    /// formula, and knows nothing of direction.</summary>
    public IOracle? Oracle { get; }

    /// <summary>A session's bars; empty when the date is not one of <see cref="Sessions"/>.</summary>
    public IReadOnlyList<BarSeries> Read(LocalDate session)
    {
        if (!sessions.TryGetValue(session, out var hours)) return [];
        if (read.TryGetValue(session, out var known)) return known;
        var made = new BarSeries[symbols.Length];
        Parallel.For(0, made.Length, i => made[i] = Make(symbols[i], hours));
        var bars = read.GetOrAdd(session, made);
        if (ReferenceEquals(bars, made)) Keep(session, hours);
        return bars;
    }

    /// <inheritdoc/>
    public IEnumerable<BarSeries> Read(LocalDate session, IReadOnlySet<string> wanted)
    {
        if (!sessions.TryGetValue(session, out var hours)) return [];
        return read.TryGetValue(session, out var known)
            ? known.Where(series => wanted.Contains(series.Symbol))
            : symbols.Where(symbol => wanted.Contains(symbol.Ticker)).Select(symbol => Make(symbol, hours));
    }

    /// <summary>The rule of a date.</summary>
    /// <exception cref="InvalidOperationException">The market is noise, which has no rule.</exception>
    public MarketRegime RegimeOn(LocalDate date) =>
        (turned is not null && date >= options.TurnsOn ? turned : regime) ?? throw NoRule();

    /// <summary>The best forecast from other bars of this market, or under other barrier rules.</summary>
    /// <param name="bars">This market, or a part of it.</param>
    /// <param name="regimeOn">The rules believed in, such as those of before the turn.</param>
    /// <exception cref="InvalidOperationException">The market is noise, which has no rule.</exception>
    public IOracle OracleOf(IMarketTape bars, Func<LocalDate, MarketRegime> regimeOn) =>
        new LatticeOracle(bars, symbols, sessions, lattice ?? throw NoRule(), options.Rules, regimeOn);

    private static InvalidOperationException NoRule() => new("The noise market has no rule and no oracle; ask another kind.");

    private void Keep(LocalDate session, Session hours)
    {
        kept.Enqueue(session);
        var most = Math.Max(2, MostKeptBars / ((long)hours.Minutes * symbols.Length));
        while (kept.Count > most && kept.TryDequeue(out var oldest)) read.TryRemove(oldest, out _);
    }

    private BarSeries Make(SyntheticSymbol symbol, Session session)
    {
        var news = options.Kind is SyntheticMarketKind.InPlay or SyntheticMarketKind.InPlayNoise
            ? InPlayDay.Of(symbol.Ticker, session, options.Seed) : InPlayDay.None;
        var isNoise = lattice is null || (options.Kind == SyntheticMarketKind.InPlay && !news.IsInPlay);
        return isNoise
            ? NoiseWalk.Make(symbol, session, options.Seed, news)
            : SessionWalk.Make(symbol, session, lattice!, RegimeOn(session.Date), options.Seed, news);
    }
}
