using Trading.Adapters.LocalStorage;
using Trading.Core.Orders;

namespace Trading.Adapters.Hosting;

/// <summary>Which book belongs to which money. The only mapping between the two.</summary>
public static class BookModes
{
    /// <summary>The book of what is traded in a mode.</summary>
    public static Book Book(this TradingMode mode) =>
        mode == TradingMode.Simulated ? LocalStorage.Book.Simulator : LocalStorage.Book.Live;

    /// <summary>
    /// Where a book's money is. Only the live book goes by the settings: the others are simulated by nature, and settings that
    /// name the simulator do not make the live book simulated.
    /// </summary>
    /// <param name="book">The book.</param>
    /// <param name="configured">The mode that the settings name; asked for the live book only.</param>
    public static TradingMode Mode(this Book book, Func<TradingMode> configured)
    {
        if (book != LocalStorage.Book.Live) return TradingMode.Simulated;
        return configured() == TradingMode.Live ? TradingMode.Live : TradingMode.Paper;
    }

    /// <summary>Whether a book's exchange can still be asked; that of a demonstration or a backtest ends with its run.</summary>
    public static bool HasExchange(this Book book) => book is LocalStorage.Book.Live or LocalStorage.Book.Simulator;
}
