namespace Trading.Adapters.LocalStorage;

/// <summary>Whose memory it is. Bars are shared by all; journals and models are not.</summary>
public enum Book
{
    /// <summary>What is traded at a broker, on paper or for real.</summary>
    Live,

    /// <summary>The demonstration.</summary>
    Demo,

    /// <summary>The latest backtest.</summary>
    Backtest,
}

/// <summary>
/// The layout of the data folder: <c>bars/</c> for every book, and for each book a <c>journal.db</c> and <c>models/</c>. The live
/// book lies in the root itself, the others in folders of their own.
/// </summary>
/// <param name="Root">Path of the folder; it need not exist.</param>
public sealed record DataFolder(string Root = DataFolder.Default)
{
    /// <summary>The folder used when none is named, in the current directory.</summary>
    public const string Default = ".trading";

    /// <summary>Where recorded bars are.</summary>
    public string Bars => Path.Combine(Root, "bars");

    /// <summary>Where a book is.</summary>
    public BookFolder Book(Book book) => book switch
    {
        LocalStorage.Book.Live => new(Root),
        LocalStorage.Book.Demo => new(Path.Combine(Root, "demo")),
        LocalStorage.Book.Backtest => new(Path.Combine(Root, "backtest")),
        _ => throw new ArgumentOutOfRangeException(nameof(book), book, "A book without a folder."),
    };

    /// <summary>
    /// Deletes the journal and the models of the demonstration or the backtest, and nothing else; they must not be open. What of
    /// a live account was remembered is never deleted.
    /// </summary>
    /// <exception cref="ArgumentException">The live book was named.</exception>
    public void Reset(Book book)
    {
        if (book is LocalStorage.Book.Live)
            throw new ArgumentException("The live book is never deleted by this program; delete its files by hand if it must be.", nameof(book));
        var folder = Book(book);
        foreach (var file in new[] { folder.Journal, $"{folder.Journal}-wal", $"{folder.Journal}-shm" })
        {
            if (File.Exists(file)) File.Delete(file);
        }
        if (Directory.Exists(folder.Models)) Directory.Delete(folder.Models, recursive: true);
    }
}

/// <summary>The files of a book.</summary>
/// <param name="Path">The folder.</param>
public sealed record BookFolder(string Path)
{
    /// <summary>The SQLite file of the journal.</summary>
    public string Journal => System.IO.Path.Combine(Path, "journal.db");

    /// <summary>The folder of the models.</summary>
    public string Models => System.IO.Path.Combine(Path, "models");
}
