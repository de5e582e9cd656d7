using Trading.Core.Execution;
using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Learning.Explanation;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Core.Status;

/// <summary>Finds everything that is known of a trade: decision, prediction, bars of the session, and what moved the
/// forecast.</summary>
public static class TradeReader
{
    /// <summary>The trade of an entry.</summary>
    /// <param name="ports">What is asked: the journal, the archive or else the feed, and the models.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="id">The client order id of the entry.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Null when the journal has no such trade.</returns>
    /// <exception cref="StorageException">The journal does not answer.</exception>
    public static async Task<TradeDetail?> FindAsync(
        TradingPorts ports, TradingSettings settings, ClientOrderId id, CancellationToken cancel)
    {
        if (id.Session is not { } date) return null;
        var trade = (await ports.Journal.GetTradesAsync(date, date, cancel)).FirstOrDefault(t => t.EntryId == id);
        if (trade is null) return null;
        var entry = (await ports.Journal.GetIntentsAsync(date, cancel)).FirstOrDefault(i => i.Id == id);
        var predictions = entry is null ? [] : await ports.Journal.GetPredictionsAsync(date, trade.Symbol, cancel);
        var detail = new TradeDetail(trade)
        {
            Entry = entry,
            Prediction = predictions.FirstOrDefault(p => p.Minute == entry!.DecidedAt),
        };
        if (ports.Calendar.SessionOn(date) is not { } session)
            return detail with { BarsError = "The calendar knows no session on that day.", ExplanationError = NoBars };
        detail = await WithBarsAsync(detail, ports, session, cancel);
        return await ExplainedAsync(detail, ports, settings, session, cancel);
    }

    private const string NoBars = "Without bars nothing can be explained.";

    private static async Task<TradeDetail> WithBarsAsync(
        TradeDetail detail, TradingPorts ports, Session session, CancellationToken cancel)
    {
        var symbol = detail.Trade.Symbol;
        try
        {
            BarSeries? bars = null;
            await foreach (var series in ports.Archive.StreamAsync(
                session.Date, new HashSet<string>(StringComparer.Ordinal) { symbol }, cancel)) bars = series;
            if (bars is null
                && await ports.MarketData.GetBarsAsync([symbol], session.Open, session.Close, cancel) is [var fed, ..])
                bars = fed;
            return bars is { Count: > 0 }
                ? detail with { Bars = bars.Part(session.Open, session.Close) }
                : detail with { BarsError = $"There are no bars of {symbol} in that session." };
        }
        catch (Exception e) when (e is StorageException or MarketDataException)
        {
            return detail with { BarsError = e.Message };
        }
    }

    private static async Task<TradeDetail> ExplainedAsync(
        TradeDetail detail, TradingPorts ports, TradingSettings settings, Session session, CancellationToken cancel)
    {
        if (detail.Bars is null) return detail with { ExplanationError = NoBars };
        if (detail.Entry is not { DecidedAt: var minute })
            return detail with { ExplanationError = "The journal does not know when it was decided." };
        var row = NewestRow.Each(detail.Bars, session).FirstOrDefault(r => r.Minute == minute);
        if (row is null) return detail with { ExplanationError = "The bars that the decision used are not there." };
        try
        {
            var artifact = await ports.Models.LoadAsync(detail.Trade.ModelId, cancel);
            var minutes = (int)(settings.Plan.ExitAt(session, minute) - minute).TotalMinutes;
            return detail with
            {
                Explanation = ForecastExplanation.Of(
                    artifact.Id, Predictor.Load(artifact),
                    new ForecastQuestion(detail.Trade.Symbol, minute, row.Features, minutes), settings.Risk.MinConfidence),
            };
        }
        catch (Exception e) when (e is StorageException or FormatException or InvalidOperationException)
        {
            return detail with { ExplanationError = $"The model that decided cannot be asked any more: {e.Message}" };
        }
    }
}
