using Trading.Core.Storage;

namespace Trading.Simulation.Backtest;

/// <summary>Where a backtest writes. All three must be empty: a backtest starts without history.</summary>
/// <param name="Journal">Predictions, intents, trades, runs and figures.</param>
/// <param name="Models">The models it trains.</param>
/// <param name="Archive">The bars of the sessions it has run.</param>
public sealed record BacktestStores(ITradingJournal Journal, IModelRegistry Models, IBarArchive Archive);
