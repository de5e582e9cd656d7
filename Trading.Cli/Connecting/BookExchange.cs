using Trading.Adapters.Alpaca;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Input;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Cli.Connecting;

/// <summary>The exchange that a book is traded at, to look at and not to trade; or why there is none.</summary>
internal sealed class BookExchange : IDisposable
{
    private readonly AlpacaConnection? alpaca;
    private readonly Unconnected? nobody;

    private BookExchange(AlpacaConnection alpaca) => this.alpaca = alpaca;

    private BookExchange(Unconnected nobody) => this.nobody = nobody;

    /// <summary>Whether the book has an exchange that could be asked, even where its keys are missing; a run of its own has none.</summary>
    public bool IsThere { get; private init; } = true;

    /// <summary>Orders, positions and account.</summary>
    public IBroker Broker => alpaca?.Broker ?? nobody!;

    /// <summary>Bars and quotes.</summary>
    public IMarketData MarketData => alpaca?.MarketData ?? (IMarketData)nobody!;

    /// <summary>Prepares it; nothing is sent before something is asked. Its answers are waited for briefly, since somebody watches.</summary>
    public static BookExchange Of(CommandContext context, Book book)
    {
        if (book is not (Book.Live or Book.Simulator))
            return new(new Unconnected($"The {book.ToString().ToLowerInvariant()} book was traded at an exchange that ended with its run.", TradingMode.Simulated)) { IsThere = false };
        // Keys that are missing do not change whose money the settings mean.
        var mode = book == Book.Simulator ? TradingMode.Simulated
            : AlpacaVariables.EnvironmentOf(context, new ExchangeChoice(false, null)) == AlpacaEnvironment.Live ? TradingMode.Live
            : TradingMode.Paper;
        var read = AlpacaVariables.Read(context, new ExchangeChoice(book == Book.Simulator, null));
        if (read.Options is not { } options) return new(new Unconnected(string.Join(' ', read.Errors), mode));
        return options.Environment == AlpacaEnvironment.Simulator && book == Book.Live
            ? new(new Unconnected("The settings name the simulator, which has a book of its own.", TradingMode.Paper))
            : new(new AlpacaConnection(options with { AttemptTimeout = TimeSpan.FromSeconds(3), CallTimeout = TimeSpan.FromSeconds(5) }, context.Logs));
    }

    /// <inheritdoc/>
    public void Dispose() => alpaca?.Dispose();
}
