using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Core.Market;
using Trading.Reporting;

namespace Trading.Cli.Predicting;

/// <summary>A session of which there are bars, mostly the newest, and where those come from.</summary>
/// <param name="Session">The session.</param>
/// <param name="Source">From where, in words.</param>
/// <param name="ReadAsync">Reads the bars of symbols, in order.</param>
internal sealed record NewestBars(
    Session Session, string Source, Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<BarSeries>>> ReadAsync)
{
    /// <summary>The last session of the archive.</summary>
    /// <exception cref="RefusedException">It has none.</exception>
    public static async Task<NewestBars> RecordedAsync(OpenBook book, CommandContext context, CancellationToken cancel)
    {
        var date = (await ArchiveRange.RequireAsync(book.Archive, context, cancel))[^1];
        return RecordedOn(book, date);
    }

    /// <summary>One session of the archive.</summary>
    /// <exception cref="RefusedException">The archive does not have it.</exception>
    public static async Task<NewestBars> RecordedOnAsync(OpenBook book, LocalDate date, CancellationToken cancel)
    {
        var sessions = await book.Archive.GetSessionsAsync(cancel);
        if (sessions.Contains(date)) return RecordedOn(book, date);
        var closed = book.Calendar.SessionOn(date) is null ? ", a day without a session" : "";
        throw new RefusedException(sessions.Count == 0
            ? $"There are no recorded bars of {FigureText.Date(date)}{closed}, nor of any other day."
            : $"There are no recorded bars of {FigureText.Date(date)}{closed}; the nearest session that has some is "
                + $"{FigureText.Date(sessions.MinBy(s => Math.Abs(Period.DaysBetween(s, date))))}.");
    }

    private static NewestBars RecordedOn(OpenBook book, LocalDate date)
    {
        var session = book.Calendar.SessionOn(date)
            ?? throw new RefusedException($"The archive has bars of {FigureText.Date(date)}, a day without a session.");
        return new(session, "recorded bars", async (symbols, token) =>
            [.. (await book.Archive.ReadAsync(date, token)).Where(s => symbols.Contains(s.Symbol))]);
    }

    /// <summary>The session that is on, or the last one, as the feed has it.</summary>
    public static async Task<NewestBars> LiveAsync(Connection connection, CancellationToken cancel)
    {
        await connection.Clock.SyncAsync(cancel);
        var now = connection.Clock.GetCurrentInstant();
        var today = now.InNewYork().Date;
        await connection.Exchange.Calendar.RefreshAsync(today.PlusDays(-10), today, cancel);
        var session = connection.Exchange.Calendar.LastOpened(now);
        var feed = connection.IsSimulator ? "the simulator's feed" : $"the feed {connection.Exchange.Feed}";
        return new(session, feed, (symbols, token) =>
            connection.Exchange.MarketData.GetBarsAsync(symbols, session.Open, session.Close, token));
    }
}
