using System.Text.Json.Serialization;
using Trading.Core.Market;

namespace Trading.Core.Orders;

/// <summary>
/// The trade that this system makes: bought at the market, protected by a stop and a target, sold at the latest at its exit time.
/// The label, the entry order, the rebalance and the synthetic markets' oracle all use this one plan. Fractions are of one:
/// 0.02 is 2 %.
/// </summary>
/// <param name="StopLoss">Distance of the stop from the entry price, as a fraction of it.</param>
/// <param name="TakeProfit">Distance of the target from the entry price, as a fraction of it.</param>
/// <param name="CostBps">Cost in basis points of price, a side.</param>
/// <param name="CloseBefore">How long before the closing bell a position that met neither is sold.</param>
/// <param name="Horizon">The longest time from the decision to the sale; null to hold until the day's exit.</param>
public sealed record TradePlan(
    decimal StopLoss,
    decimal TakeProfit,
    decimal CostBps,
    // The stored models' cards have this name, and no word of a horizon or a side.
    [property: JsonPropertyName("exitBeforeClose")] Duration CloseBefore,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Duration? Horizon = null)
{
    /// <summary>The direction of the entry; the sale takes the other one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OrderSide Side { get; init; } = OrderSide.Buy;

    /// <summary>What a trade loses at its stop, costs in, as a fraction; a gap can make it more.</summary>
    [JsonIgnore]
    public double LossAtStop => (double)(StopLoss + (2 * CostBps / 10_000m));

    /// <summary>When every position of a session is sold, whenever it was bought.</summary>
    public Instant DayExit(Session session) => session.Close - CloseBefore;

    /// <summary>When a trade that was decided at <paramref name="decidedAt"/> is sold, if it has met neither stop nor
    /// target.</summary>
    public Instant ExitAt(Session session, Instant decidedAt) =>
        Horizon is { } horizon ? Instant.Min(decidedAt + horizon, DayExit(session)) : DayExit(session);

    /// <summary>The exact stop of a trade entered at <paramref name="entry"/> dollars.</summary>
    public decimal StopPrice(decimal entry) => entry * (1 - (Sign * StopLoss));

    /// <summary>The exact target of a trade entered at <paramref name="entry"/> dollars.</summary>
    public decimal TargetPrice(decimal entry) => entry * (1 + (Sign * TakeProfit));

    /// <summary>
    /// The stop and the target as valid prices, for an order that is expected to fill at <paramref name="price"/> dollars.
    /// Rounded towards the entry, the stop never risks more than <see cref="StopLoss"/>. Null when they do not enclose the
    /// price.
    /// </summary>
    public Bracket? BracketAt(decimal price)
    {
        var bracket = Side == OrderSide.Buy
            ? new Bracket(PriceIncrement.Up(StopPrice(price)), PriceIncrement.Up(TargetPrice(price)))
            : new Bracket(PriceIncrement.Down(StopPrice(price)), PriceIncrement.Down(TargetPrice(price)));
        return Sign * (price - bracket.StopPrice) > 0 && Sign * (bracket.TakeProfitPrice - price) > 0 ? bracket : null;
    }

    /// <summary>Whether a gain or loss, as a fraction of the entry price, has reached the target or the stop.</summary>
    public bool IsOver(decimal unrealizedReturn) => unrealizedReturn >= TakeProfit || unrealizedReturn <= -StopLoss;

    /// <summary>The return of a trade after costs on both sides, as a fraction of the money put in.</summary>
    /// <param name="entry">Price of the entry, dollars.</param>
    /// <param name="exit">Price of the exit, dollars.</param>
    public decimal NetReturn(decimal entry, decimal exit)
    {
        var cost = CostBps / 10_000m;
        return Side == OrderSide.Buy
            ? (exit * (1 - cost) / (entry * (1 + cost))) - 1
            : 1 - (exit * (1 + cost) / (entry * (1 - cost)));
    }

    private int Sign => Side == OrderSide.Buy ? 1 : -1;
}
