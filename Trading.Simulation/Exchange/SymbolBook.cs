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

    /// <summary>Whether orders are taken.</summary>
    public bool IsInactive { get; set; }

    /// <summary>The part of a share that a split has left, which no order here can sell.</summary>
    public decimal Fraction { get; private set; }

    /// <summary>Average price paid for a share, dollars; 0 without shares.</summary>
    public decimal AveragePrice => averagePrice;

    /// <summary>The value of the position at the last price, dollars.</summary>
    public decimal Value => Quantity == 0 && Fraction == 0m ? 0m : (Quantity + Fraction) * LastPrice!.Value;

    /// <summary>Held shares that a new sell order may offer.</summary>
    public int AvailableShares(IEnumerable<WorkingOrder> liveOrders) =>
        Quantity - liveOrders.Where(order => order.Book == this).Sum(order => order.ReservedShares);

    public void Change(OrderSide side, int shares, decimal price)
    {
        var held = Quantity + Fraction;
        if (side == OrderSide.Buy) averagePrice = ((averagePrice * held) + (price * shares)) / (held + shares);
        Quantity += side == OrderSide.Buy ? shares : -shares;
        if (Quantity < 0)
            throw new InvalidOperationException($"{symbol}: {-Quantity} more shares were sold than the account held.");
        if (Quantity == 0 && Fraction == 0m) averagePrice = 0m;
    }

    /// <summary>Multiplies the shares by the split's ratio, and divides the prices by it.</summary>
    public void Split(decimal ratio)
    {
        var shares = (Quantity + Fraction) * ratio;
        Quantity = (int)Math.Floor(shares);
        Fraction = shares - Quantity;
        averagePrice /= ratio;
        LastPrice /= ratio;
    }

    /// <summary>Takes the position away.</summary>
    public void Empty() => (Quantity, Fraction, averagePrice) = (0, 0m, 0m);

    public Position Snapshot() => new(symbol, Quantity, averagePrice, LastPrice!.Value);
}
