using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>Cash and positions. Only a fill changes them.</summary>
internal sealed class Ledger(ExchangeOptions options)
{
    private readonly Dictionary<string, SymbolBook> books = [];
    private readonly SortedList<string, SymbolBook> sorted = new(StringComparer.Ordinal);
    private decimal cash = options.StartingCash;

    /// <summary>How far above the last price a market buy is valued, as a fraction.</summary>
    public decimal Collar { get; set; } = options.BuyingPowerCollar;

    /// <summary>Called for every fill.</summary>
    public Action<Fill>? OnFill { get; set; }

    public SymbolBook Book(string symbol)
    {
        if (books.TryGetValue(symbol, out var book)) return book;
        book = new SymbolBook(symbol);
        books.Add(symbol, book);
        sorted.Add(symbol, book);
        return book;
    }

    public void Fill(WorkingOrder order, int shares, decimal price, Instant at)
    {
        cash += order.Side == OrderSide.Buy ? -shares * price : shares * price;
        order.Book.Change(order.Side, shares, price);
        order.Fill(shares, price, at);
        OnFill?.Invoke(new Fill(
            order.FilledAt!.Value, order.Book.Symbol, order.Side, shares, price, order.BrokerId, order.ClientId));
    }

    /// <summary>Adds a dividend in dollars a share to the cash.</summary>
    public void Pay(SymbolBook book, decimal dollars) => cash += dollars * (book.Quantity + book.Fraction);

    /// <summary>Takes every position away and starts again with so much cash.</summary>
    public void Reset(decimal startingCash)
    {
        foreach (var book in books.Values) book.Empty();
        cash = startingCash;
    }

    public IReadOnlyList<Position> Positions() =>
        [.. sorted.Values.Where(book => book.Quantity > 0).Select(book => book.Snapshot())];

    public IReadOnlyList<Holding> Holdings() => [.. sorted.Values
        .Where(book => book.Quantity > 0 || book.Fraction > 0m)
        .Select(book => new Holding(
            book.Symbol, book.Quantity, book.Fraction, book.AveragePrice, book.LastPrice!.Value))];

    public AccountSnapshot Account(IEnumerable<WorkingOrder> liveOrders)
    {
        var invested = sorted.Values.Sum(book => book.Value);
        var equity = cash + invested;
        var committed = liveOrders.Where(order => order.IsLive && order.Side == OrderSide.Buy)
            .Sum(order => order.Remaining * BuyPrice(order.Book, order.LimitPrice, order.StopPrice)!.Value);
        return new AccountSnapshot(equity, cash, Math.Max(0m, (options.BuyingPowerMultiple * equity) - invested - committed));
    }

    /// <summary>What a share of a buy order counts for, dollars; null while the symbol has no price.</summary>
    public decimal? BuyPrice(SymbolBook book, decimal? limit, decimal? stop) =>
        limit ?? (book.LastPrice is { } last ? options.BuyValue(Math.Max(last, stop ?? 0m), Collar) : null);
}
