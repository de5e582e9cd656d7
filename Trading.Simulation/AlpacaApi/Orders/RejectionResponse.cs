using System.Globalization;
using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Orders;

/// <summary>
/// The response to a rejected order: 403 for money and shares, 422 for the rest, with the figures that Alpaca adds.
/// </summary>
internal static class RejectionResponse
{
    public static ApiResponse For(SubmitOutcome.Rejected rejection, SimulatedExchange exchange, string symbol)
    {
        var code = int.Parse(rejection.Code, CultureInfo.InvariantCulture);
        var status = code / 100_000;
        if (rejection.Kind == RejectionKind.BuyingPower)
            return ApiErrors.WithCode(status, code, rejection.Reason,
                ("buying_power", exchange.Account.BuyingPower.ToString(CultureInfo.InvariantCulture)));
        if (rejection.Kind != RejectionKind.Shares)
            return ApiErrors.WithCode(StatusOf(status), code, rejection.Reason);
        var held = exchange.Positions.FirstOrDefault(position => position.Symbol == symbol)?.Quantity ?? 0;
        var available = exchange.AvailableShares(symbol);
        return ApiErrors.WithCode(
            status, code, rejection.Reason,
            ("available", Text(available)), ("existing_qty", Text(held)), ("held_for_orders", Text(held - available)),
            ("symbol", symbol));
    }

    /// <summary>The response to an order that could trade with an own one, which it names.</summary>
    public static ApiResponse ForWashTrade(SubmitOutcome.Rejected rejection, OrderDetails opposite)
    {
        var code = int.Parse(rejection.Code, CultureInfo.InvariantCulture);
        var kind = opposite.Order.LimitPrice is null ? "market/stop" : "limit";
        return ApiErrors.WithCode(code / 100_000, code, rejection.Reason,
            ("existing_order_id", opposite.Order.BrokerId), ("reject_reason", $"opposite side {kind} order exists"));
    }

    /// <summary>The code 40010001 also comes with status 422, although its first digits are 400.</summary>
    private static int StatusOf(int firstDigits) => firstDigits == 403 ? 403 : 422;

    private static string Text(int shares) => shares.ToString(CultureInfo.InvariantCulture);
}
