namespace Trading.Adapters.LocalStorage;

/// <summary>
/// Which trading a journal and its models belong to. Recorded bars are shared; simulated bars, journals and models never are.
/// </summary>
public enum Book
{
    /// <summary>What is traded at a broker, on paper or for real.</summary>
    Live,

    /// <summary>The demonstration.</summary>
    Demo,

    /// <summary>The latest backtest.</summary>
    Backtest,

    /// <summary>What is traded at the simulated exchange that <c>trading simulate</c> serves.</summary>
    Simulator,
}

/// <summary>
/// The layout of the data folder: <c>bars/</c> of real markets, <c>cache/</c> of what can be computed again, and for each book a
/// <c>journal.db</c>, <c>models/</c> and <c>record/</c>. The live book lies in the root itself, the others in folders of their
/// own.
/// </summary>
/// <param name="Root">Path of the folder; it need not exist.</param>
public sealed record DataFolder(string Root = DataFolder.Default)
{
    // Other files in a book's folder are a person's own and stay where they are.
    private static readonly string[] Parts =
        ["journal.db", "journal.db-wal", "journal.db-shm", "book.json", "models", "record", "features.bin", "bars",
            "report.html", Evaluations];

    /// <summary>The folder used when none is named, in the current directory.</summary>
    public const string Default = ".trading";

    private const string Evaluations = "evaluations";

    // A folder beside is a part of the one that it stands in.
    private readonly string whole = Root;

    /// <summary>The file that states the version of the folder's layout.</summary>
    public string VersionFile => Path.Combine(whole, "folder.json");

    /// <summary>The folder of recorded bars.</summary>
    public string Bars => Path.Combine(Root, "bars");

    /// <summary>The folder of trained models that all books share: a key contains a hash of everything that a model was made
    /// of, so no book can take another's.</summary>
    public string ModelCache => Path.Combine(Root, "cache", "models");

    /// <summary>The folder of a book.</summary>
    public BookFolder Book(Book book) => book switch
    {
        LocalStorage.Book.Live => new(Root),
        LocalStorage.Book.Demo => new(Path.Combine(Root, "demo")),
        LocalStorage.Book.Backtest => new(Path.Combine(Root, "backtest")),
        LocalStorage.Book.Simulator => new(Path.Combine(Root, "simulator")),
        _ => throw new ArgumentOutOfRangeException(nameof(book), book, "This book has no folder."),
    };

    /// <summary>
    /// Where a book's bars are. Those of the demonstration and of the simulator lie in their own folders, so that nothing learns
    /// from synthetic bars by mistake.
    /// </summary>
    public string BarsOf(Book book) =>
        book is LocalStorage.Book.Demo or LocalStorage.Book.Simulator ? Path.Combine(Book(book).Path, "bars") : Bars;

    /// <summary>
    /// Where the evaluations on a book's bars are: their pages, and the log of all recipes tried. Books that share bars share
    /// them, because every recipe that was tried on the same bars counts.
    /// </summary>
    public string EvaluationsOf(Book book) => Path.Combine(Path.GetDirectoryName(BarsOf(book))!, Evaluations);

    /// <summary>
    /// A data folder of its own in which a run builds its book, so that a run that does not end changes nothing.
    /// </summary>
    public DataFolder Beside(Book book) => new(whole, Path.Combine(Root, $".running-{book.ToString().ToLowerInvariant()}"));

    /// <summary>
    /// Replaces the demonstration or the backtest by the book that was built beside it; neither may be open. A book that was
    /// traded at an exchange, live or simulated, is never replaced.
    /// </summary>
    /// <exception cref="ArgumentException">The live or the simulator's book was named.</exception>
    public void Replace(Book book)
    {
        if (book is LocalStorage.Book.Live or LocalStorage.Book.Simulator)
        {
            throw new ArgumentException(
                $"The {book.ToString().ToLowerInvariant()} book is never deleted by this program; delete its files by hand if "
                    + $"it must be.", nameof(book));
        }
        var (built, place) = (Beside(book).Book(book).Path, Book(book).Path);
        var old = Path.Combine(Beside(book).Root, ".old");
        if (Directory.Exists(old)) Directory.Delete(old, recursive: true);
        Directory.CreateDirectory(old);
        Directory.CreateDirectory(place);
        foreach (var name in Parts)
        {
            Move(Path.Combine(place, name), Path.Combine(old, name));
            Move(Path.Combine(built, name), Path.Combine(place, name));
        }
        Directory.Delete(old, recursive: true);
    }

    private DataFolder(string whole, string part) : this(part) => this.whole = whole;

    private static void Move(string from, string to)
    {
        if (Directory.Exists(from)) Directory.Move(from, to);
        else if (File.Exists(from)) File.Move(from, to);
    }
}

/// <summary>The files of a book.</summary>
/// <param name="Path">The folder.</param>
public sealed record BookFolder(string Path)
{
    /// <summary>The SQLite file of the journal.</summary>
    public string Journal => System.IO.Path.Combine(Path, "journal.db");

    /// <summary>What is known of the book outside its journal.</summary>
    public string BookFile => System.IO.Path.Combine(Path, "book.json");

    /// <summary>The folder of the journal's backups.</summary>
    public string Backups => System.IO.Path.Combine(Path, "backups");

    /// <summary>The folder of the models.</summary>
    public string Models => System.IO.Path.Combine(Path, "models");

    /// <summary>The folder of the out-of-sample records.</summary>
    public string Record => System.IO.Path.Combine(Path, "record");

    /// <summary>The file of the running session's feature states.</summary>
    public string FeatureCheckpoint => System.IO.Path.Combine(Path, "features.bin");
}
