using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Control;

/// <summary>The answer of every control endpoint: the clock, what has happened, and which switches are set.</summary>
internal static class SimulatorState
{
    public static ApiResponse Of(Simulator simulator) => ApiResponse.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteString("clock", ApiTime.NewYork(simulator.Now));
        json.WriteString("pace", simulator.Clock.Pace.GetType().Name);
        json.WriteNumber("speed", simulator.Clock.Speed);
        json.WriteNumber("fills", simulator.Fills.Count);
        json.WriteNumber("fault_rules", simulator.Faults.Count);
        json.WriteNumber("faults", simulator.Faults.InjectedCount);
        json.WriteNumber("fates", simulator.Exchange.Controls.FateCount);
        json.WriteNumber("bar_publications", simulator.Bars.Count);
        json.WriteNumber("odd_positions", simulator.Exchange.Controls.ForeignHoldings.Count);
        json.WriteNumber("account_resets", simulator.Resets);
        json.WriteNumber("collar", simulator.Exchange.Controls.BuyingPowerCollar);
        json.WriteStartArray("halted");
        foreach (var symbol in simulator.Halted) json.WriteStringValue(symbol);
        json.WriteEndArray();
        json.WriteStartArray("inactive");
        foreach (var symbol in simulator.Inactive) json.WriteStringValue(symbol);
        json.WriteEndArray();
        json.WriteStartObject("requests");
        foreach (var (route, count) in simulator.Served) json.WriteNumber(route, count);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
