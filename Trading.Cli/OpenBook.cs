using Microsoft.Extensions.DependencyInjection;
using Trading.Adapters;
using Trading.Adapters.LocalStorage;
using Trading.Core.Execution;
using Trading.Core.Jobs;
using Trading.Core.Journal;
using Trading.Core.Market;
using Trading.Simulation.Backtest;

namespace Trading.Cli;

/// <summary>A book that is open: its journal, its models and its bars.</summary>
internal sealed class OpenBook : IDisposable
{
    private readonly ServiceProvider services;

    private OpenBook(CommandContext context, Book book, bool toRead)
    {
        Book = book;
        Folder = context.Folder.Book(book);
        services = new ServiceCollection().AddTrading(context.Settings, context.Folder, book).BuildServiceProvider();
        // Opening a journal makes its file, and who only reads must leave no trace.
        Journal = toRead && !File.Exists(Folder.Journal) ? new InMemoryJournal() : services.GetRequiredService<ITradingJournal>();
    }

    /// <summary>Which book.</summary>
    public Book Book { get; }

    /// <summary>Its name as it is typed.</summary>
    public string Name => Book.ToString().ToLowerInvariant();

    /// <summary>Its files.</summary>
    public BookFolder Folder { get; }

    /// <summary>Whose money it is about; this program has no command that trades real money.</summary>
    public TradingMode Mode => Book == Book.Live ? TradingMode.Paper : TradingMode.Simulated;

    /// <summary>Its journal.</summary>
    public ITradingJournal Journal { get; }

    /// <summary>Its models.</summary>
    public IModelRegistry Models => services.GetRequiredService<IModelRegistry>();

    /// <summary>Its bars.</summary>
    public IBarArchive Archive => services.GetRequiredService<IBarArchive>();

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

    /// <summary>Opens a book to read; nothing is made where there is nothing.</summary>
    public static OpenBook ToRead(CommandContext context, Book book) => new(context, book, toRead: true);

    /// <summary>Opens a book to write.</summary>
    public static OpenBook ToWrite(CommandContext context, Book book) => new(context, book, toRead: false);

    /// <inheritdoc/>
    public void Dispose() => services.Dispose();
}
