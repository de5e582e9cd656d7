using Trading.Core.Market;
using Trading.Simulation.Markets;

namespace Trading.Tests.Simulation.Backtest;

/// <summary>A tape some of whose bars and sessions are other ones.</summary>
/// <param name="tape">The whole tape.</param>
/// <param name="spoil">A series of a session as it is replayed; null when it is missing.</param>
/// <param name="missing">Sessions that are not on it.</param>
internal sealed class SpoiledTape(
    IMarketTape tape, Func<LocalDate, BarSeries, BarSeries?> spoil, params LocalDate[] missing) : IMarketTape
{
    public IReadOnlyList<string> Symbols => tape.Symbols;

    public IReadOnlyList<LocalDate> Sessions { get; } = [.. tape.Sessions.Except(missing)];

    public IOracle? Oracle => tape.Oracle;

    public IReadOnlyList<BarSeries> Read(LocalDate session) =>
        [.. tape.Read(session).Select(series => spoil(session, series)).OfType<BarSeries>()];
}
