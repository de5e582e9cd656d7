using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary>
/// <c>/v2/account</c>: what the exchange knows about the account. Margin requirements, day-trade counts and the special
/// memorandum account are not modelled and are left out.
/// </summary>
internal sealed class AccountEndpoints(Simulator simulator, ExchangeOptions options, Instant opened)
{
    public void Map(IEndpointRouteBuilder v2) => v2.MapGet("/account", Get);

    private ApiResponse Get() => ApiResponse.Json(200, json =>
    {
        var account = simulator.Exchange.AccountAt(simulator.Clock.Now);
        var restrictions = simulator.Exchange.Controls.Restrictions;
        json.WriteStartObject();
        json.WriteString("id", $"5171a7ed-0000-4000-8000-{simulator.Resets:x12}");
        json.WriteString("account_number", $"PA{simulator.Resets:d10}");
        json.WriteString("status", restrictions.Status);
        json.WriteString("currency", "USD");
        json.WriteDecimal("cash", account.Cash);
        json.WriteDecimal("equity", account.Equity);
        json.WriteDecimal("portfolio_value", account.Equity);
        json.WriteDecimal("last_equity", account.LastEquity!.Value);
        json.WriteDecimal("long_market_value", account.Equity - account.Cash);
        json.WriteString("short_market_value", "0");
        json.WriteDecimal("buying_power", account.BuyingPower);
        json.WriteDecimal("regt_buying_power", account.BuyingPower);
        json.WriteDecimal("non_marginable_buying_power", Math.Max(0m, Math.Min(account.Cash, account.BuyingPower)));
        json.WriteDecimal("multiplier", options.BuyingPowerMultiple);
        json.WriteString("accrued_fees", "0");
        json.WriteString("pending_transfer_in", "0");
        json.WriteString("pending_transfer_out", "0");
        json.WriteBoolean("pattern_day_trader", false);
        json.WriteBoolean("trading_blocked", restrictions.TradingBlocked);
        json.WriteBoolean("transfers_blocked", false);
        json.WriteBoolean("account_blocked", restrictions.AccountBlocked);
        json.WriteBoolean("trade_suspended_by_user", restrictions.SuspendedByUser);
        json.WriteBoolean("shorting_enabled", false);
        json.WriteTime("created_at", opened);
        json.WriteEndObject();
    });
}
