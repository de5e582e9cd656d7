using System.CommandLine;
using Trading.Adapters.LocalStorage;

namespace Trading.Cli.Input;

/// <summary>The option that chooses the book a command reads.</summary>
internal static class BookOption
{
    /// <summary>Creates the option; its value is null when it is left out.</summary>
    public static Option<Book?> Create() => new("--book")
    {
        Description =
            "The book to read: live, demo, backtest or simulator. [default: live when it exists, else what was written last]",
        HelpName = "live|demo|backtest|simulator",
        CustomParser = Values.Name<Book>,
    };

    /// <summary>The requested book; without a request the live one when it exists, else the one written last, else the live
    /// one.</summary>
    public static Book Choose(Book? asked, DataFolder folder)
    {
        if (asked is { } book) return book;
        if (WrittenAt(folder.Book(Book.Live)) is not null) return Book.Live;
        return new[] { Book.Demo, Book.Backtest, Book.Simulator }
            .Select(b => (Book: b, At: WrittenAt(folder.Book(b))))
            .Where(b => b.At is not null)
            .OrderByDescending(b => b.At)
            .Select(b => b.Book)
            .DefaultIfEmpty(Book.Live)
            .First();
    }

    // SQLite writes to the -wal file first; a book with models but without any run has no journal yet.
    private static DateTime? WrittenAt(BookFolder book) =>
        new[] { book.Journal, $"{book.Journal}-wal", Path.Combine(book.Models, "current.json") }
            .Where(File.Exists)
            .Select(f => (DateTime?)File.GetLastWriteTimeUtc(f))
            .Max();
}
