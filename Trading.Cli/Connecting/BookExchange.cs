using Trading.Adapters.Exchanges;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Input;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Cli.Connecting;

/// <summary>The exchange that a book is traded at, to look at and not to trade; or why there is none.</summary>
internal sealed class BookExchange : IDisposable
{
    private readonly IExchangeConnection? connection;

    private BookExchange(IExchangeConnection connection) =>
        (this.connection, Broker, MarketData) = (connection, connection.Broker, connection.MarketData);

    private BookExchange(Unconnected unconnected) => (Broker, MarketData) = (unconnected, unconnected);

    /// <summary>Whether the book has an exchange that could be asked, even where its keys are missing.</summary>
    public bool IsThere { get; private init; } = true;

    /// <summary>Orders, positions and account.</summary>
    public IBroker Broker { get; }

    /// <summary>Bars and quotes.</summary>
    public IMarketData MarketData { get; }

    /// <summary>Prepares it; nothing is sent before the first question. It waits only briefly, since a person watches.</summary>
    /// <param name="context">The command.</param>
    /// <param name="book">The book.</param>
    /// <param name="simulator">Address of the simulated exchange; null for the one of the settings.</param>
    /// <exception cref="RefusedException">The settings name an environment that does not exist.</exception>
    public static BookExchange Of(CommandContext context, Book book, string? simulator = null)
    {
        var mode = ExchangeSelection.ModeOf(context, book);
        if (!book.HasExchange())
        {
            return new(new Unconnected(
                $"The {book.ToString().ToLowerInvariant()} book was traded at an exchange that ended with its run.", mode))
            { IsThere = false };
        }
        var read = ExchangeSelection.Read(context, new ExchangeChoice(book == Book.Simulator, simulator));
        if (read.Connect is not { } connect) return new(new Unconnected(read.Error, mode));
        return read.Mode?.Book() != book
            ? new(new Unconnected("The settings name the simulator, which has a book of its own.", mode))
            : new(connect(Patience.Brief, context.Logs, null));
    }

    /// <inheritdoc/>
    public void Dispose() => connection?.Dispose();
}
