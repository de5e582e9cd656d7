using Microsoft.Extensions.DependencyInjection;
using Trading.Adapters;
using Trading.Adapters.Alpaca;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Input;
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
    private readonly ServiceProvider services;
    private readonly Lazy<ITradingJournal> journal;

    private OpenBook(CommandContext context, Book book, bool toRead)
    {
        Book = book;
        Folder = context.Folder.Book(book);
        BarsFolder = context.Folder.BarsOf(book);
        // An exchange that is named in the settings counts for its own book alone; the others are simulated by nature.
        Mode = book != Book.Live ? TradingMode.Simulated
            : AlpacaVariables.EnvironmentOf(context, new ExchangeChoice(false, null)) == AlpacaEnvironment.Live ? TradingMode.Live
            : TradingMode.Paper;
        services = new ServiceCollection().AddTrading(context.Settings, context.Folder, book).BuildServiceProvider();
        journal = new(() => toRead ? ToRead() : services.GetRequiredService<ITradingJournal>());
        var (models, archive) = (services.GetRequiredService<IModelRegistry>(), services.GetRequiredService<IBarArchive>());
        (Models, Archive) = toRead ? (new ReadOnlyModels(models), new ReadOnlyArchive(archive)) : (models, archive);

        // Opening a journal creates its file, and a command that only reads must leave no trace.
        ReadOnlyJournal ToRead() =>
            new(File.Exists(Folder.Journal) ? services.GetRequiredService<ITradingJournal>() : new InMemoryJournal());
    }

    /// <summary>Which book.</summary>
    public Book Book { get; }

    /// <summary>Its name as it is typed.</summary>
    public string Name => Book.ToString().ToLowerInvariant();

    /// <summary>Its files.</summary>
    public BookFolder Folder { get; }

    /// <summary>Whose money it is about: real only when the settings say so.</summary>
    public TradingMode Mode { get; }

    /// <summary>Its journal; the first use opens it.</summary>
    public ITradingJournal Journal => journal.Value;

    /// <summary>Its models.</summary>
    public IModelRegistry Models { get; }

    /// <summary>Its bars.</summary>
    public IBarArchive Archive { get; }

    /// <summary>Where its bars are.</summary>
    public string BarsFolder { get; }

    /// <summary>When the exchange trades.</summary>
    public IMarketCalendar Calendar => services.GetRequiredService<IMarketCalendar>();

    /// <summary>The system's clock.</summary>
    public IClock Clock => services.GetRequiredService<IClock>();

    /// <summary>The clock that the book lives by: a simulated one stands where its last session ended.</summary>
    public async Task<IClock> OwnClockAsync(CancellationToken cancel)
    {
        if (Book == Book.Live) return Clock;
        var sessions = await Journal.GetSessionsAsync(cancel);
        return sessions.Count == 0 ? Clock : new VirtualClock(ExchangeTime.At(sessions[^1], LocalTime.MaxValue));
    }

    /// <summary>The settings in force.</summary>
    public TradingSettings Settings => services.GetRequiredService<TradingSettings>();

    /// <summary>Opens a book to read. It creates nothing, reads what does not exist as empty, and refuses every write.</summary>
    public static OpenBook ToRead(CommandContext context, Book book) => new(context, book, toRead: true);

    /// <summary>Opens a book to read and write.</summary>
    public static OpenBook ToWrite(CommandContext context, Book book) => new(context, book, toRead: false);

    /// <inheritdoc/>
    public void Dispose() => services.Dispose();
}
