using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>The exchange's state of one symbol: the last price, the position and the working orders.</summary>
internal sealed class SymbolBook(string symbol)
{
    private decimal averagePrice;

    public string Symbol => symbol;

    /// <summary>Close of the newest bar; null before the first.</summary>
    public decimal? LastPrice { get; set; }

    /// <summary>Start of the newest bar.</summary>
    public Instant LastMinute { get; set; } = Instant.MinValue;

    /// <summary>Live orders, legs included, in order of submission; a leg comes after its entry.</summary>
    public List<WorkingOrder> Working { get; } = [];

    /// <summary>Whether trading is halted: orders are accepted, and none fills.</summary>
    public bool IsHalted { get; set; }

    /// <summary>Shares held.</summary>
    public int Quantity { get; private set; }

    /// <summary>The value of the position at the last price, dollars.</summary>
    public decimal Value => Quantity == 0 ? 0m : Quantity * LastPrice!.Value;

    /// <summary>Held shares that a new sell order may offer.</summary>
    public int AvailableShares(IEnumerable<WorkingOrder> liveOrders) =>
        Quantity - liveOrders.Where(order => order.Book == this).Sum(order => order.ReservedShares);

    public void Change(OrderSide side, int shares, decimal price)
    {
        if (side == OrderSide.Buy) averagePrice = ((averagePrice * Quantity) + (price * shares)) / (Quantity + shares);
        Quantity += side == OrderSide.Buy ? shares : -shares;
        if (Quantity < 0)
            throw new InvalidOperationException($"{symbol}: {-Quantity} more shares were sold than the account held.");
        if (Quantity == 0) averagePrice = 0m;
    }

    public Position Snapshot() => new(symbol, Quantity, averagePrice, LastPrice!.Value);
}
