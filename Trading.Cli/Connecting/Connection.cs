using Trading.Adapters.Alpaca;
using Trading.Cli.Input;
using Trading.Core.Execution;

namespace Trading.Cli.Connecting;

/// <summary>An exchange, Alpaca's or the simulated one, with the book that belongs to it.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Lazy<OpenBook> book;
    private readonly ConnectedClock clock;

    private Connection(CommandContext context, AlpacaOptions options)
    {
        Alpaca = new AlpacaConnection(options, context.Logs);
        clock = new ConnectedClock(Alpaca.Clock);
        book = new(() => OpenBook.ToWrite(context, AlpacaVariables.BookOf(options.Environment)));
    }

    /// <summary>The exchange.</summary>
    public AlpacaConnection Alpaca { get; }

    /// <summary>The exchange's time.</summary>
    public IExchangeClock Clock => clock;

    /// <summary>Whether the exchange has told the time.</summary>
    public bool IsSynced => clock.IsSynced;

    /// <summary>Asks the exchange for the time and all that comes with it.</summary>
    /// <exception cref="Trading.Core.Orders.BrokerUnavailableException">It did not answer.</exception>
    public Task<MarketClock> AskClockAsync(CancellationToken cancel) => clock.AskAsync(cancel);

    /// <summary>What is remembered of trading there; opened when it is first asked for.</summary>
    /// <exception cref="Trading.Core.Storage.StorageException">It cannot be opened.</exception>
    public OpenBook Book => book.Value;

    /// <summary>Whether it is the simulated exchange.</summary>
    public bool IsSimulator => Alpaca.Options.Environment == AlpacaEnvironment.Simulator;

    /// <summary>All that the jobs work with.</summary>
    public TradingPorts Ports =>
        new(Clock, Alpaca.Calendar, Alpaca.MarketData, Alpaca.Broker, Book.Journal, Book.Models, Book.Archive);

    /// <summary>Prepares the connection; nothing is sent before something is asked.</summary>
    /// <exception cref="RefusedException">The settings of the connection are missing or wrong; the sentences say which and what to do.</exception>
    public static Connection Open(CommandContext context, ExchangeChoice choice)
    {
        var read = AlpacaVariables.Read(context, choice);
        return read.Options is { } options ? Over(context, options) : throw new RefusedException(string.Join(' ', read.Errors), ExitCode.WrongUsage);
    }

    /// <summary>Prepares a connection whose settings have been read.</summary>
    public static Connection Over(CommandContext context, AlpacaOptions options) => new(context, options);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (book.IsValueCreated) book.Value.Dispose();
        Alpaca.Dispose();
    }
}
