using System.Globalization;
using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>
/// The rejections of Alpaca's <c>POST /v2/orders</c>: 40010001 and 42210000 come with HTTP 422, 40310000 with HTTP 403.
/// Alpaca publishes no list of them. Users quote these in public: the duplicate id, the buying power, the shares, the price
/// increment, the quantity, the stop beyond the price, the wash trade, the fraction, and the bracket that is not an entry; and
/// the words, but not the code, for the missing limit price and the price that is not positive. The others follow their style
/// and are not confirmed, so no code should depend on their words.
/// </summary>
internal static class Rejections
{
    private const string Invalid = "40010001";
    private const string Unprocessable = "42210000";
    private const string Forbidden = "40310000";

    public static SubmitOutcome.Rejected DuplicateId() =>
        new(Invalid, "client_order_id must be unique") { Kind = RejectionKind.DuplicateId };

    public static SubmitOutcome.Rejected LongId() => new(Invalid, "client_order_id must be no more than 128 characters");

    public static SubmitOutcome.Rejected UnknownSymbol(string symbol) => new(Unprocessable, $"asset \"{symbol}\" not found");

    public static SubmitOutcome.Rejected Quantity() => new(Unprocessable, "qty must be > 0");

    public static SubmitOutcome.Rejected LimitPriceMissing() => new(Invalid, "limit orders require a limit price");

    public static SubmitOutcome.Rejected LimitPriceOnMarketOrder() =>
        new(Invalid, "market orders require no stop or limit price");

    public static SubmitOutcome.Rejected StopPriceMissing() => new(Invalid, "stop orders require a stop price");

    public static SubmitOutcome.Rejected StopLimitPricesMissing() =>
        new(Invalid, "stop limit orders require both stop and limit price");

    public static SubmitOutcome.Rejected StopPriceOnOtherOrder() =>
        new(Invalid, "market and limit orders require no stop price");

    public static SubmitOutcome.Rejected Trail() =>
        new(Invalid, "trailing stop orders require either trail_price or trail_percent, and no other price");

    /// <summary>Quoted in public with code and words.</summary>
    public static SubmitOutcome.Rejected SellStopAbovePrice() =>
        new(Unprocessable, "stop price must be less than current price");

    public static SubmitOutcome.Rejected BuyStopBelowPrice() =>
        new(Unprocessable, "stop price must be greater than current price");

    public static SubmitOutcome.Rejected LegsMissing(string orderClass, string legs) =>
        new(Invalid, $"{orderClass} orders require {legs}");

    public static SubmitOutcome.Rejected LegsNotEntry(string orderClass) =>
        new(Unprocessable, $"{orderClass} orders must be entry orders");

    public static SubmitOutcome.Rejected OcoNotExit() => new(Unprocessable, "oco orders must be exit orders");

    public static SubmitOutcome.Rejected TimeOfClass(string time) =>
        new(Unprocessable, $"complex orders not supported for time_in_force {time}");

    public static SubmitOutcome.Rejected TimeOfType(string time) =>
        new(Unprocessable, $"invalid time_in_force {time} for this order type");

    public static SubmitOutcome.Rejected NotPositive(string field) => new(Unprocessable, $"invalid {field}: must be > 0");

    public static SubmitOutcome.Rejected Increment(string field, decimal price) =>
        new(Unprocessable, $"invalid {field} {Text(price)}. sub-penny increment does not fulfill minimum pricing criteria");

    public static SubmitOutcome.Rejected ExtendedHoursNeedsLimit() =>
        new(Unprocessable, "extended hours order must be DAY or GTC limit orders");

    public static SubmitOutcome.Rejected ExtendedHoursLegs() =>
        new(Unprocessable, "complex orders not supported for extended hours trading");

    public static SubmitOutcome.Rejected StopAboveBase() =>
        new(Unprocessable, "stop_loss.stop_price must be <= base_price - 0.01");

    public static SubmitOutcome.Rejected TargetBelowBase() =>
        new(Unprocessable, "take_profit.limit_price must be >= base_price + 0.01");

    /// <summary>Alpaca always has a price; this exchange has none before a symbol's first bar.</summary>
    public static SubmitOutcome.Rejected NoPrice(string symbol) =>
        new(Unprocessable, $"no price of {symbol} is known yet, so the cost of a market order cannot be estimated");

    public static SubmitOutcome.Rejected BuyingPower() =>
        new(Forbidden, "insufficient buying power") { Kind = RejectionKind.BuyingPower };

    /// <summary>Quoted in public with code and words; Alpaca's page "User Protection" names the status.</summary>
    public static SubmitOutcome.Rejected WashTrade() =>
        new(Forbidden, "potential wash trade detected. use complex orders") { Kind = RejectionKind.WashTrade };

    /// <summary>Quoted in public with status, code and words, for fractions of shares and for notionals.</summary>
    public static SubmitOutcome.Rejected NotFractionable(string symbol) =>
        new(Forbidden, $"asset \"{symbol}\" is not fractionable");

    public static SubmitOutcome.Rejected Short() => new(Forbidden, "account is not allowed to short");

    public static SubmitOutcome.Rejected Shares(int requested, int available) =>
        new(Forbidden, $"insufficient qty available for order (requested: {requested}, available: {available})")
        {
            Kind = RejectionKind.Shares,
        };

    /// <summary>Quoted in public for a cancellation, and assumed for a replacement.</summary>
    public static SubmitOutcome.Rejected AlreadyFinal(WorkingOrder order) =>
        new(Unprocessable, $"order is already in \"{OrderFieldText.Status(OrderDetails.Of(order))}\" state");

    /// <summary>Quoted in public with code and words.</summary>
    public static SubmitOutcome.Rejected NothingChanged() => new(Forbidden, "order parameters are not changed");

    public static SubmitOutcome.Rejected ReplacePartlyFilled() =>
        new(Unprocessable, "replacing an order that has filled in part or triggered is not simulated");

    public static SubmitOutcome.Rejected LegPriceNotTaken() =>
        new(Invalid, "a take-profit leg has a limit price alone, and a stop-loss leg a stop price alone");

    public static SubmitOutcome.Rejected LegsCross() =>
        new(Unprocessable, "take_profit.limit_price must be > stop_loss.stop_price");

    public static SubmitOutcome.Rejected LegQuantity() =>
        new(Unprocessable, "changing the qty of a bracket's leg is not simulated");

    public static SubmitOutcome.Rejected LegTimeInForce() =>
        new(Unprocessable, "changing the time_in_force of a bracket's leg is not simulated");

    private static string Text(decimal price) => price.ToString(CultureInfo.InvariantCulture);
}
