using Trading.Core.Features;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Training;

namespace Trading.Core.Jobs;

/// <summary>
/// Asks once more, in the same minute, for the symbols whose newest bar was not there yet. The entries of the other symbols have
/// been sent by then. It never asks where time does not pass by itself, nor so late that the minute's entries could not be sent.
/// </summary>
internal sealed class SecondLook(IClock clock, LiveFeatures features, TodaysDoubt doubt)
{
    /// <summary>When it asks, after the minute of the decision. A feed calculates a minute's bar within a few seconds.</summary>
    public static readonly Duration At = Duration.FromSeconds(15);

    /// <summary>From when on it does not ask any more, after the minute of the decision.</summary>
    public static readonly Duration Latest = Duration.FromSeconds(35);

    /// <summary>The rows of the symbols whose bar came late, and why the feed could not be asked, if so.</summary>
    /// <param name="minute">The minute of the decision.</param>
    /// <param name="cancel">Ends the wait without a second look.</param>
    public async Task<(IReadOnlyList<FreshRow> Rows, string Note)> RowsAsync(Instant minute, CancellationToken cancel)
    {
        if (features.MissingAt(minute).Count == 0 || clock is not IWaitableClock { Speed: > 0 } time) return ([], "");
        try
        {
            if (clock.GetCurrentInstant() < minute + At) await time.WaitUntilAsync(minute + At, cancel);
            if (clock.GetCurrentInstant() >= minute + Latest) return ([], "");
            var rows = await features.LookAgainAsync(cancel);
            doubt.Advance(features.RecentBars(doubt.Symbols), minute);
            return (rows, "");
        }
        // What the minute did before stays done.
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return ([], "");
        }
        catch (Exception e) when (e is MarketDataException or BrokerUnavailableException)
        {
            return ([], $"Bars that came late were not asked for again: {e.Message}");
        }
    }
}
