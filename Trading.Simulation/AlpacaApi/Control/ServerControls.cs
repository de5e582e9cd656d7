using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Control;

/// <summary>The controls of the clock, of the answers and of the market data.</summary>
internal sealed class ServerControls(Simulator simulator)
{
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapPost("/clock", MoveClock);
        control.MapPost("/faults", AddFault);
        control.MapDelete("/faults", ClearFaults);
        control.MapPost("/bars", AddPublication);
        control.MapDelete("/bars", ClearPublications);
        control.MapPost("/splits", AnnounceSplit);
        control.MapPost("/dividends", AnnounceDividend);
    }

    private ApiResponse MoveClock(RequestBody content)
    {
        var body = content.Read(ControlJson.Default.ClockBody);
        if ((body.To is null) == (body.Minutes is null))
            throw new InvalidRequestException("The body must hold either 'to' or 'minutes'.");
        if (body.Minutes is { } minutes) simulator.MoveBy(Duration.FromMinutes(minutes));
        else simulator.MoveTo(Time(body.To!));
        return SimulatorState.Of(simulator);
    }

    private ApiResponse AddFault(RequestBody content)
    {
        simulator.Faults.Add(content.Read(ControlJson.Default.FaultBody).ToRule());
        return SimulatorState.Of(simulator);
    }

    private ApiResponse ClearFaults()
    {
        simulator.Faults.Clear();
        return SimulatorState.Of(simulator);
    }

    private ApiResponse AddPublication(RequestBody content)
    {
        var publication = content.Read(ControlJson.Default.BarsBody).ToPublication();
        simulator.Change(() => simulator.Bars.Add(publication));
        return SimulatorState.Of(simulator);
    }

    private ApiResponse ClearPublications()
    {
        simulator.Change(simulator.Bars.Clear);
        return SimulatorState.Of(simulator);
    }

    private ApiResponse AnnounceSplit(RequestBody content)
    {
        var body = content.Read(ControlJson.Default.ActionBody);
        var (symbol, date) = (body.Named, body.On);
        if (body.Ratio is not > 0)
            throw new InvalidRequestException($"The split's 'ratio' is {body.Ratio}; it must be above 0.");
        simulator.Change(() => simulator.Actions.Split(symbol, body.Ratio.Value, date, simulator.Clock.Now));
        return SimulatorState.Of(simulator);
    }

    private ApiResponse AnnounceDividend(RequestBody content)
    {
        var body = content.Read(ControlJson.Default.ActionBody);
        var (symbol, date) = (body.Named, body.On);
        if (body.Amount is not > 0)
            throw new InvalidRequestException($"The dividend's 'amount' is {body.Amount}; it must be above 0.");
        simulator.Change(() => simulator.Actions.Dividend(symbol, body.Amount.Value, date, simulator.Clock.Now));
        return SimulatorState.Of(simulator);
    }

    private static Instant Time(string text) =>
        ApiTime.Parse(text, endOfDay: false)
            ?? throw new InvalidRequestException($"'{text}' is not a moment such as 2025-11-03T15:31:00Z.");
}
