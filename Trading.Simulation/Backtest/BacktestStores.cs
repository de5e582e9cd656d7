using Trading.Core.Storage;

namespace Trading.Simulation.Backtest;

/// <summary>Where a backtest writes. All three must be empty: a backtest begins without a past.</summary>
/// <param name="Journal">Predictions, intents, trades, runs and figures.</param>
/// <param name="Models">The models it trains.</param>
/// <param name="Archive">The bars it has lived through.</param>
public sealed record BacktestStores(ITradingJournal Journal, IModelRegistry Models, IBarArchive Archive);
