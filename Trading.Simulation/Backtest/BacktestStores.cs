using Trading.Core.Learning;
using Trading.Core.Storage;

namespace Trading.Simulation.Backtest;

/// <summary>Where a backtest writes. Journal, models and archive must be empty: a backtest starts without history.</summary>
/// <param name="Journal">Predictions, intents, trades, runs and figures.</param>
/// <param name="Models">The models it trains.</param>
/// <param name="Archive">The bars of the sessions it has run.</param>
public sealed record BacktestStores(ITradingJournal Journal, IModelRegistry Models, IBarArchive Archive)
{
    /// <summary>Told of each session whose night is over: nothing more is predicted of it.</summary>
    public Func<LocalDate, CancellationToken, Task> SessionOver { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>The out-of-sample records it makes; in memory unless they are given.</summary>
    public IForecastRecord Record { get; init; } = new InMemoryForecastRecord();

    /// <summary>Models that need not be trained again, from any run; in memory unless it is given.</summary>
    public IModelCache ModelCache { get; init; } = new InMemoryModelCache();
}
