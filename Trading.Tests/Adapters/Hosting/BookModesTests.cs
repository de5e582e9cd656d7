using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Core.Orders;

namespace Trading.Tests.Adapters.Hosting;

public sealed class BookModesTests
{
    [Theory]
    [InlineData(TradingMode.Simulated, Book.Simulator)]
    [InlineData(TradingMode.Paper, Book.Live)]
    [InlineData(TradingMode.Live, Book.Live)]
    public void A_mode_has_one_book(TradingMode mode, Book book) => Assert.Equal(book, mode.Book());

    [Theory]
    [InlineData(Book.Live, TradingMode.Live, TradingMode.Live)]
    [InlineData(Book.Live, TradingMode.Paper, TradingMode.Paper)]
    [InlineData(Book.Live, TradingMode.Simulated, TradingMode.Paper)]
    [InlineData(Book.Simulator, TradingMode.Live, TradingMode.Simulated)]
    [InlineData(Book.Demo, TradingMode.Live, TradingMode.Simulated)]
    [InlineData(Book.Backtest, TradingMode.Live, TradingMode.Simulated)]
    public void Only_the_live_book_goes_by_the_settings(Book book, TradingMode configured, TradingMode mode) =>
        Assert.Equal(mode, book.Mode(() => configured));

    [Theory]
    [InlineData(Book.Live, true)]
    [InlineData(Book.Simulator, true)]
    [InlineData(Book.Demo, false)]
    [InlineData(Book.Backtest, false)]
    public void The_exchange_of_a_run_ends_with_it(Book book, bool hasExchange) => Assert.Equal(hasExchange, book.HasExchange());
}
