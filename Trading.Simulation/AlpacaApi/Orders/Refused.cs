using System.Globalization;
using Trading.Core.Execution;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Orders;

/// <summary>A refusal as an answer: 403 for money and shares, 422 for the rest, with the figures that Alpaca adds.</summary>
internal static class Refused
{
    private const string NoShares = "insufficient qty available";
    private const string NoMoney = "insufficient buying power";

    public static ApiAnswer Answer(SubmitOutcome.Rejected refusal, SimulatedExchange exchange, string symbol)
    {
        var code = int.Parse(refusal.Code, CultureInfo.InvariantCulture);
        var status = code / 100_000;
        if (refusal.Reason.StartsWith(NoMoney, StringComparison.Ordinal))
            return ApiAnswer.Error(status, code, refusal.Reason, ("buying_power", exchange.Account.BuyingPower.ToString(CultureInfo.InvariantCulture)));
        if (!refusal.Reason.StartsWith(NoShares, StringComparison.Ordinal)) return ApiAnswer.Error(StatusOf(status), code, refusal.Reason);
        var held = exchange.Positions.FirstOrDefault(position => position.Symbol == symbol)?.Quantity ?? 0;
        var available = exchange.AvailableShares(symbol);
        return ApiAnswer.Error(
            status, code, refusal.Reason,
            ("available", Text(available)), ("existing_qty", Text(held)), ("held_for_orders", Text(held - available)), ("symbol", symbol));
    }

    /// <summary>40010001 comes with 422 too, whatever its first digits say.</summary>
    private static int StatusOf(int firstDigits) => firstDigits == 403 ? 403 : 422;

    private static string Text(int shares) => shares.ToString(CultureInfo.InvariantCulture);
}
