using Trading.Cli.Connecting;
using Trading.Cli.Reading;
using Trading.Core.Status;
using Trading.Reporting;

namespace Trading.Cli.Status;

/// <summary>Where things stand, for programs, and the parts of it that other answers have too.</summary>
internal static class StatusDocument
{
    /// <summary>The whole answer; what is not known is null.</summary>
    public static object Of(CommandContext context, OpenBook book, StatusReport report, IReadOnlyList<LocalDate> archived) => new
    {
        book = book.Name,
        report.Mode,
        folder = context.Folder.Root,
        report.At,
        market = new { report.IsOpen, report.NextBell, session = report.Session.Date },
        report.Halt,
        archive = Archive(archived, book.BarsFolder),
        model = new
        {
            id = report.Model?.Id,
            mayTrade = report.Model?.MayTrade ?? false,
            why = report.Model?.Standing ?? report.Health.FirstOrDefault(h => h.Part == "models")?.Trouble,
            judged = report.Model?.Card?.Judged,
        },
        jobs = report.Jobs.Select(j => new { j.Name, j.Last, next = report.HasExchange ? j.Next : (Instant?)null }),
        report.Account,
        report.Drawdown,
        positionsFrom = report.Positions is not null ? "broker" : report.HeldByJournal is not null ? "journal" : null,
        positions = Positions(report),
        lastSession = report.Day is { } day ? Session(day) : null,
        report.Record,
        performance = report.History is [.., var last] ? PerformanceCommand.Document(last) : null,
        report.UnwatchedSince,
        report.IsHeldOverTheClose,
        report.Health,
    };

    /// <summary>The archive, for programs.</summary>
    public static object Archive(IReadOnlyList<LocalDate> sessions, string folder) => new
    {
        folder,
        sessions = sessions.Count,
        first = sessions.Count == 0 ? (LocalDate?)null : sessions[0],
        last = sessions.Count == 0 ? (LocalDate?)null : sessions[^1],
    };

    /// <summary>The archive, for people.</summary>
    public static string ArchiveText(IReadOnlyList<LocalDate> sessions) => sessions.Count == 0
        ? "empty"
        : $"{FigureText.Counted(sessions.Count, "session")}, {FigureText.Date(sessions[0])} to {FigureText.Date(sessions[^1])}";

    private static IEnumerable<object>? Positions(StatusReport report) =>
        report.Positions?.Select(p => Position(
            p.Position.Symbol, p.Position.Quantity, p.Position.AverageEntryPrice, p.Position.MarketPrice, p.Pnl, p.StopPrice, p.TakeProfitPrice, p.IsProtected))
        ?? report.HeldByJournal?.Select(i => Position(
            i.Request.Symbol, i.Request.Quantity, null, null, null, i.Request.Bracket?.StopPrice, i.Request.Bracket?.TakeProfitPrice, null));

    private static object Position(
        string symbol, int quantity, decimal? averageEntryPrice, decimal? marketPrice, decimal? pnl, decimal? stopPrice, decimal? takeProfitPrice, bool? isProtected) =>
        new { symbol, quantity, averageEntryPrice, marketPrice, pnl, stopPrice, takeProfitPrice, isProtected };

    private static object Session(DayStatus day)
    {
        var closed = day.Trades.Where(t => !t.IsOpen).ToList();
        return new
        {
            session = day.Session,
            day.Predictions,
            byReason = day.ByReason.ToDictionary(r => $"{r.Key}", r => r.Value, StringComparer.Ordinal),
            trades = day.Trades.Count,
            closed = closed.Count,
            wins = closed.Count(t => t.Pnl > 0),
            day.Pnl,
        };
    }
}
