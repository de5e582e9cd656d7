using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>The account and the trading costs of the simulated exchange.</summary>
public sealed record ExchangeOptions
{
    private const decimal BasisPoint = 0.0001m;

    /// <summary>Cash at the start, dollars.</summary>
    public decimal StartingCash { get; init; } = 100_000m;

    /// <summary>The slippage of a market or stop fill, basis points a side. Limit fills have none.</summary>
    public decimal SlippageBps { get; init; } = 2m;

    /// <summary>
    /// The share of a bar's volume that all orders of a symbol together may fill, as a fraction; at least one share of a bar with
    /// volume.
    /// </summary>
    public decimal Participation { get; init; } = 0.10m;

    /// <summary>Buying power as a multiple of equity: 1 is cash only, 2 is Reg T margin.</summary>
    public decimal BuyingPowerMultiple { get; init; } = 1m;

    /// <summary>
    /// How far above the last price a market order to buy is valued against the buying power, as a fraction. Alpaca's pages name
    /// 2.5 % to 5 %; the default is the strictest of them. It never counts for less than its slippage.
    /// </summary>
    public decimal BuyingPowerCollar { get; init; } = 0.05m;

    /// <summary>The symbols that may be ordered; null for any.</summary>
    public IReadOnlySet<string>? KnownSymbols { get; init; }

    internal decimal AfterSlippage(OrderSide side, decimal price) =>
        price * (side == OrderSide.Buy ? 1m + (SlippageBps * BasisPoint) : 1m - (SlippageBps * BasisPoint));

    internal decimal BuyValue(decimal price) =>
        Math.Max(AfterSlippage(OrderSide.Buy, price), price * (1m + BuyingPowerCollar));

    internal int Allowance(long volume) =>
        volume <= 0 ? 0 : (int)Math.Clamp(Math.Floor(volume * Participation), 1m, int.MaxValue);

    internal ExchangeOptions Validated()
    {
        Require(StartingCash >= 0, nameof(StartingCash), StartingCash, "zero or more");
        Require(SlippageBps is >= 0 and < 10_000, nameof(SlippageBps), SlippageBps, "0 up to 10000");
        Require(Participation is > 0 and <= 1, nameof(Participation), Participation, "above 0 up to 1");
        Require(BuyingPowerCollar is >= 0 and <= 1, nameof(BuyingPowerCollar), BuyingPowerCollar, "0 up to 1");
        Require(BuyingPowerMultiple > 0, nameof(BuyingPowerMultiple), BuyingPowerMultiple, "above 0");
        return this;
    }

    private static void Require(bool holds, string name, decimal value, string allowed)
    {
        if (!holds) throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be {allowed}.");
    }
}
