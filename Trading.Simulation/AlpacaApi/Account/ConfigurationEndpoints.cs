using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary>
/// <c>/v2/account/configurations</c>. <c>suspend_trade</c> refuses new orders; the other settings are kept and have no effect.
/// </summary>
internal sealed class ConfigurationEndpoints(Simulator simulator, ExchangeOptions options)
{
    private static readonly string[] Flags =
        ["no_shorting", "fractional_trading", "ptp_no_exception_entry", "disable_overnight_trading"];

    private readonly Dictionary<string, bool> flags = new(StringComparer.Ordinal) { ["no_shorting"] = true };
    private string email = "all";

    public void Map(IEndpointRouteBuilder v2)
    {
        v2.MapGet("/account/configurations", Get);
        v2.MapPatch("/account/configurations", Change);
    }

    private ApiResponse Change(RequestBody content)
    {
        if (OrderBody.Read(content) is not { } body)
            return ApiErrors.WithCode(400, 40010000, "request body format is invalid");
        var suspends = body.Has("suspend_trade") ? body.Flag("suspend_trade") : (bool?)null;
        var changed = Flags.Where(body.Has).Select(name => (name, value: body.Flag(name))).ToList();
        if (body.Text("trade_confirm_email") is { } wanted)
            email = wanted is "all" or "none" ? wanted : throw new InvalidRequestException("invalid trade_confirm_email");
        foreach (var (name, value) in changed) flags[name] = value;
        if (suspends is { } isSuspended)
        {
            var controls = simulator.Exchange.Controls;
            controls.Restrictions = controls.Restrictions with { SuspendedByUser = isSuspended };
        }
        return Get();
    }

    private ApiResponse Get() => ApiResponse.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("suspend_trade", simulator.Exchange.Controls.Restrictions.SuspendedByUser);
        foreach (var name in Flags) json.WriteBoolean(name, flags.GetValueOrDefault(name));
        json.WriteString("max_margin_multiplier", options.BuyingPowerMultiple.ToString("0.##", CultureInfo.InvariantCulture));
        json.WriteString("trade_confirm_email", email);
        json.WriteNumber("max_options_trading_level", 0);
        json.WriteEndObject();
    });
}
