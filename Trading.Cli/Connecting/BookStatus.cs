using Trading.Adapters.LocalStorage;
using Trading.Adapters.Notifications;
using Trading.Core.Status;

namespace Trading.Cli.Connecting;

/// <summary>Where a book stands: the one reading behind <c>status</c> and <c>dashboard</c>.</summary>
internal static class BookStatus
{
    /// <summary>The report of the book's own time.</summary>
    public static async Task<StatusReport> ReadAsync(
        CommandContext context, OpenBook book, BookExchange exchange, CancellationToken cancel)
    {
        IClock clock = book.Book == Book.Live ? book.Clock : new FixedClock(await BookTime.LastAsync(book, cancel));
        var ports = book.Stores.With(clock, book.Calendar, exchange.MarketData, exchange.Broker);
        using var reader = new StatusReader(ports, book.Settings, exchange.IsThere);
        var report = await reader.ReadAsync(cancel);
        var wrong = NotifyOptionsReader.Read(context.Environment.ToConfiguration()).Errors;
        return report with
        {
            Health = [.. wrong.Select(error => new Health("settings", error)), .. report.Health],
            Book = book.Name,
            Folder = context.Folder.Root,
            Archive = ArchiveExtent.Of(book.BarsFolder, await book.Archive.GetSessionsAsync(cancel)),
        };
    }

    private sealed class FixedClock(Instant at) : IClock
    {
        public Instant GetCurrentInstant() => at;
    }
}
