using Microsoft.Extensions.Logging.Abstractions;
using Trading.Adapters.Exchanges;
using Trading.Adapters.Hosting;
using Trading.Cli.Input;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Orders;

namespace Trading.Cli.Connecting;

/// <summary>An exchange with the book that belongs to it.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Lazy<OpenBook> book;
    private readonly TradingComposition composition;

    private Connection(CommandContext context, ExchangeSettings exchange, Patience patience, ITradingEvents? events)
    {
        Events = events is null ? CompositeEvents.None : new CompositeEvents(events);
        var options = new CompositionOptions
        {
            Patience = patience,
            Logs = context.Logs ?? NullLoggerFactory.Instance,
            Events = Events,
        };
        composition = new TradingComposition(context.Settings, () => Book.Stores, exchange, options);
        Exchange = composition.Exchange!;
        book = new(() => OpenBook.ToWrite(context, Exchange.Mode.Book()));
    }

    /// <summary>The exchange.</summary>
    public IExchangeConnection Exchange { get; }

    /// <summary>The exchange's time.</summary>
    public IExchangeClock Clock => Exchange.Clock;

    /// <summary>Keeps the exchange's calendar.</summary>
    public CalendarKeeper Calendar => composition.Calendar!;

    /// <summary>What is remembered of trading there; opened when it is first asked for.</summary>
    /// <exception cref="Trading.Core.Storage.StorageException">It cannot be opened.</exception>
    public OpenBook Book => book.Value;

    /// <summary>Whether it is a simulated exchange.</summary>
    public bool IsSimulator => Exchange.Mode == TradingMode.Simulated;

    /// <summary>Takes what happens. What it throws is caught.</summary>
    public ITradingEvents Events { get; }

    /// <summary>The account's equity, dollars, as the broker told it last; null when it has not.</summary>
    public decimal? Equity => composition.Broker?.Account?.Equity;

    /// <summary>All that the jobs work with.</summary>
    public TradingPorts Ports => composition.Ports;

    /// <summary>Prepares the connection; nothing is sent before the first question.</summary>
    /// <exception cref="RefusedException">Settings of the connection are missing or wrong; the message says what to
    /// do.</exception>
    public static Connection Open(CommandContext context, ExchangeChoice choice, ITradingEvents? events = null)
    {
        var read = ExchangeSelection.Read(context, choice);
        return TryOver(context, read, events: events) ?? throw new RefusedException(read.Error, ExitCode.WrongUsage);
    }

    /// <summary>Prepares a connection by settings that have been read; null when they do not allow one.</summary>
    public static Connection? TryOver(
        CommandContext context, ExchangeSettings exchange, Patience patience = Patience.Full, ITradingEvents? events = null) =>
        exchange.Connect is null ? null : new(context, exchange, patience, events);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (book.IsValueCreated) book.Value.Dispose();
        composition.Dispose();
    }
}
