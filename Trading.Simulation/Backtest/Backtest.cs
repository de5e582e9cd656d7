namespace Trading.Simulation.Backtest;

/// <summary>Placeholder.</summary>
public sealed class Backtest(
    Trading.Simulation.Markets.IMarketTape tape, Trading.Core.Market.IMarketCalendar calendar,
    Trading.Core.Jobs.TradingSettings settings, BacktestStores stores, BacktestOptions options)
{
    /// <summary>Trades the tape's sessions from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    /// <exception cref="ArgumentException">The tape has no session between the two; the message says what it has.</exception>
    public Task<BacktestResult> RunAsync(LocalDate from, LocalDate to, IProgress<BacktestProgress>? progress, CancellationToken cancel) =>
        throw new NotSupportedException($"{tape}{calendar}{settings}{stores}{options}{from}{to}{progress}{cancel}");
}
