using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Reading;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Simulation.Backtest;

namespace Trading.Cli.Connecting;

/// <summary>A book that is open: its journal, its models and its bars.</summary>
internal sealed class OpenBook : IDisposable
{
    private readonly TradingStores local;
    private readonly Lazy<TradingMode> mode;
    private readonly DataFolderVersion? version;

    private OpenBook(CommandContext context, Book book, bool toRead)
    {
        Book = book;
        Folder = context.Folder.Book(book);
        BarsFolder = context.Folder.BarsOf(book);
        mode = new(() => ExchangeSelection.ModeOf(context, book));
        Settings = context.Settings;
        local = TradingStores.Local(context.Folder, book, context.Settings.KeepBackupsDays);
        Stores = toRead ? ToRead() : local;
        version = toRead ? null : new(context.Folder);

        // Opening a journal creates its file, and a command that only reads must leave no trace.
        TradingStores ToRead() => new(
            () => new ReadOnlyJournal(
                File.Exists(Folder.Journal) || File.Exists(Folder.BookFile) ? local.Journal : new InMemoryJournal()),
            new ReadOnlyModels(local.Models),
            new ReadOnlyArchive(local.Archive))
        {
            Record = new ReadOnlyRecord(local.Record),
            ModelCache = local.ModelCache,
        };
    }

    /// <summary>Which book.</summary>
    public Book Book { get; }

    /// <summary>Its name as it is typed.</summary>
    public string Name => Book.ToString().ToLowerInvariant();

    /// <summary>Its files.</summary>
    public BookFolder Folder { get; }

    /// <summary>Whose money it is about: real only when the settings say so.</summary>
    /// <exception cref="RefusedException">The settings name an environment that does not exist.</exception>
    public TradingMode Mode => mode.Value;

    /// <summary>Its journal, models and bars.</summary>
    public TradingStores Stores { get; }

    /// <summary>Its journal; the first use opens it.</summary>
    public ITradingJournal Journal => Stores.Journal;

    /// <summary>Its models.</summary>
    public IModelRegistry Models => Stores.Models;

    /// <summary>Its bars.</summary>
    public IBarArchive Archive => Stores.Archive;

    /// <summary>Where its bars are.</summary>
    public string BarsFolder { get; }

    /// <summary>When the exchange trades.</summary>
    public IMarketCalendar Calendar { get; } = new NyseCalendar();

    /// <summary>The system's clock.</summary>
    public IClock Clock { get; } = SystemClock.Instance;

    /// <summary>The clock that the book lives by: a simulated one stands where its last session ended.</summary>
    public async Task<IClock> OwnClockAsync(CancellationToken cancel)
    {
        if (Book == Book.Live) return Clock;
        var sessions = await Journal.GetSessionsAsync(cancel);
        return sessions.Count == 0 ? Clock : new VirtualClock(ExchangeTime.At(sessions[^1], LocalTime.MaxValue));
    }

    /// <summary>The settings in force.</summary>
    public TradingSettings Settings { get; }

    /// <summary>Opens a book to read. It creates nothing, reads what does not exist as empty, and refuses every write.</summary>
    public static OpenBook ToRead(CommandContext context, Book book) => new(context, book, toRead: true);

    /// <summary>Opens a book to read and write.</summary>
    public static OpenBook ToWrite(CommandContext context, Book book) => new(context, book, toRead: false);

    /// <summary>Closes it. A folder in which something was written states its version from then on.</summary>
    public void Dispose()
    {
        local.Dispose();
        try
        {
            version?.State(ProgramVersion.Current.Version);
        }
        catch (StorageException)
        {
            // A folder that states no version is understood as well.
        }
    }
}
