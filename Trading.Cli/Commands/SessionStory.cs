using Trading.Cli.Output;
using Trading.Core.Journal;
using Trading.Simulation.Reports;

namespace Trading.Cli.Commands;

/// <summary>What a session came to: its predictions by what was done about them, and its trades.</summary>
/// <param name="Session">New York date.</param>
/// <param name="Predictions">Its predictions.</param>
/// <param name="Trades">The trades that were entered in it.</param>
internal sealed record SessionStory(LocalDate Session, IReadOnlyList<PredictionRow> Predictions, IReadOnlyList<TradeRow> Trades)
{
    // Longer without a prediction or a trade is not "the last session" any more, and not worth the search.
    private const int SessionsBack = 5;

    /// <summary>The last session that has a prediction or a trade; null when there is none.</summary>
    public static async Task<SessionStory?> LastAsync(ITradingJournal journal, CancellationToken cancel)
    {
        foreach (var session in (await journal.GetSessionsAsync(cancel)).TakeLast(SessionsBack).Reverse())
        {
            var predictions = await journal.GetPredictionsAsync(session, null, cancel);
            var trades = await journal.GetTradesAsync(session, session, cancel);
            if (predictions.Count > 0 || trades.Count > 0) return new SessionStory(session, predictions, trades);
        }
        return null;
    }

    /// <summary>For people.</summary>
    public Facts Facts() => new(
        new("last session", FigureText.Date(Session)),
        new("predictions", Predictions.Count == 0 ? "none" : $"{FigureText.Count(Predictions.Count)}: {string.Join(", ", ByReason().Select(r => $"{FigureText.Words($"{r.Key}").ToLowerInvariant()} {FigureText.Count(r.Value)}"))}"),
        new("trades", Trades.Count == 0 ? "none" : $"{FigureText.Count(Trades.Count)}, of which {FigureText.Count(Closed().Count(t => t.Pnl > 0))} with a profit and {FigureText.Count(Trades.Count(t => t.IsOpen))} still open"),
        new("P&L", FigureText.Money(Pnl(), withPlus: true), Pnl() < 0 ? Tone.Bad : Tone.Plain));

    /// <summary>For programs.</summary>
    public object Document() => new
    {
        session = Session,
        predictions = Predictions.Count,
        byReason = ByReason(),
        trades = Trades.Count,
        closed = Closed().Count(),
        wins = Closed().Count(t => t.Pnl > 0),
        pnl = Pnl(),
    };

    private decimal Pnl() => Trades.Sum(t => t.Pnl ?? 0);

    private IEnumerable<TradeRow> Closed() => Trades.Where(t => !t.IsOpen);

    private Dictionary<string, int> ByReason() => Predictions
        .GroupBy(p => p.Reason)
        .OrderByDescending(g => g.Count())
        .ToDictionary(g => $"{g.Key}", g => g.Count(), StringComparer.Ordinal);
}
