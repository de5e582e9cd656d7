using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Time;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary>
/// <c>/v2/account</c>: what the exchange knows about the account. Margin requirements, day-trade counts and the special
/// memorandum account are not modelled and are left out.
/// </summary>
internal sealed class AccountEndpoints(SimulatedExchange exchange, MarketReplay replay, ExchangeOptions options, Instant opened)
{
    private const string Id = "5171a7ed-0000-4000-8000-000000000000";

    public void Map(IEndpointRouteBuilder v2) => v2.MapGet("/account", Get);

    private ApiResponse Get() => ApiResponse.Json(200, json =>
    {
        var account = exchange.AccountAt(replay.Now);
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("account_number", "SIMULATED");
        json.WriteString("status", "ACTIVE");
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
        json.WriteBoolean("trading_blocked", false);
        json.WriteBoolean("transfers_blocked", false);
        json.WriteBoolean("account_blocked", false);
        json.WriteBoolean("trade_suspended_by_user", false);
        json.WriteBoolean("shorting_enabled", false);
        json.WriteTime("created_at", opened);
        json.WriteEndObject();
    });
}
