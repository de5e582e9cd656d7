using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi.Control;

/// <summary>The controls of the account, its orders and positions, and of the symbols.</summary>
internal sealed class AccountControls(Simulator simulator, ExchangeOptions options)
{
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapPost("/fates", AddFate);
        control.MapDelete("/fates", ClearFates);
        control.MapPost("/reinstate/{id}", Reinstate);
        control.MapPost("/account", ChangeAccount);
        control.MapPost("/account/reset", ResetAccount);
        control.MapPost("/positions", AddPosition);
        control.MapDelete("/positions", ClearPositions);
        control.MapPost("/halts/{symbol}", Halt);
        control.MapDelete("/halts/{symbol}", Resume);
        control.MapPost("/inactive/{symbol}", Deactivate);
        control.MapDelete("/inactive/{symbol}", Activate);
    }

    private ExchangeControls Controls => simulator.Exchange.Controls;

    private ApiResponse AddFate(RequestBody content)
    {
        Controls.Add(content.Read(ControlJson.Default.FateBody).ToFate());
        return SimulatorState.Of(simulator);
    }

    private ApiResponse ClearFates()
    {
        Controls.ClearFates();
        return SimulatorState.Of(simulator);
    }

    private ApiResponse Reinstate(string id) => Controls.Reinstate(id, simulator.Now)
        ? SimulatorState.Of(simulator)
        : ApiErrors.WithoutCode(404, "There is no suspended order with this id.");

    private ApiResponse ChangeAccount(RequestBody content)
    {
        var body = content.Read(ControlJson.Default.AccountBody);
        if (body.Collar is { } collar) Controls.BuyingPowerCollar = collar;
        Controls.Restrictions = body.Change(Controls.Restrictions);
        return SimulatorState.Of(simulator);
    }

    private ApiResponse ResetAccount(RequestBody content)
    {
        var cash = content.Bytes.IsEmpty ? null : content.Read(ControlJson.Default.ResetBody).Cash;
        simulator.ResetAccount(cash ?? options.StartingCash);
        return SimulatorState.Of(simulator);
    }

    private ApiResponse AddPosition(RequestBody content)
    {
        Controls.Show(content.Read(ControlJson.Default.PositionBody).ToHolding());
        return SimulatorState.Of(simulator);
    }

    private ApiResponse ClearPositions()
    {
        Controls.HideForeignHoldings();
        return SimulatorState.Of(simulator);
    }

    private ApiResponse Halt(string symbol)
    {
        simulator.Halt(symbol);
        return SimulatorState.Of(simulator);
    }

    private ApiResponse Resume(string symbol) =>
        simulator.Resume(symbol) ? SimulatorState.Of(simulator) : ApiErrors.WithoutCode(404, $"{symbol} is not halted.");

    private ApiResponse Deactivate(string symbol)
    {
        simulator.SetActive(symbol, false);
        return SimulatorState.Of(simulator);
    }

    private ApiResponse Activate(string symbol) => simulator.SetActive(symbol, true)
        ? SimulatorState.Of(simulator)
        : ApiErrors.WithoutCode(404, $"{symbol} is not inactive.");
}
