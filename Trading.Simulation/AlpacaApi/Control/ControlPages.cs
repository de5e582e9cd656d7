using System.Text.Json;
using NodaTime.Text;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Control;

/// <summary>
/// <c>/simulator</c>: what no exchange offers. <c>GET</c> shows where it stands; <c>POST clock</c>, <c>POST</c> and <c>DELETE faults</c>,
/// <c>POST</c> and <c>DELETE halts/{symbol}</c> and <c>POST splits</c> change it. Asks for no keys and is no request of a client's.
/// </summary>
internal sealed class ControlPages(Simulator simulator)
{
    private const string Root = "/simulator";
    private const string Halts = Root + "/halts/";

    public ApiAnswer Answer(ApiRequest request)
    {
        try
        {
            simulator.CatchUp();
            return Change(request);
        }
        catch (JsonException wrong)
        {
            return ApiAnswer.DataError(400, $"The body cannot be read: {wrong.Message}");
        }
        catch (Exception refused) when (refused is ArgumentException or UnusableRequestException)
        {
            return ApiAnswer.DataError(422, refused.Message);
        }
    }

    private ApiAnswer Change(ApiRequest request)
    {
        switch (request.Method, request.Path)
        {
            case ("GET", Root):
                return State();
            case ("POST", Root + "/clock"):
                MoveClock(request);
                return State();
            case ("POST", Root + "/faults"):
                simulator.Faults.Add(Read(request, ControlJson.Default.FaultBody).ToRule());
                return State();
            case ("DELETE", Root + "/faults"):
                simulator.Faults.Clear();
                return State();
            case ("POST", Root + "/splits"):
                Announce(Read(request, ControlJson.Default.SplitBody));
                return State();
            case ("POST", var path) when path.StartsWith(Halts, StringComparison.Ordinal) && path.Length > Halts.Length:
                simulator.Halt(path[Halts.Length..]);
                return State();
            case ("DELETE", var path) when path.StartsWith(Halts, StringComparison.Ordinal):
                return simulator.Resume(path[Halts.Length..]) ? State() : ApiAnswer.DataError(404, $"{path[Halts.Length..]} is not halted.");
            default:
                return ApiAnswer.DataError(404, $"There is no {request.Method} {request.Path}; see GET {Root}.");
        }
    }

    private void MoveClock(ApiRequest request)
    {
        var body = Read(request, ControlJson.Default.ClockBody);
        if ((body.To is null) == (body.Minutes is null)) throw new UnusableRequestException("The body must hold either 'to' or 'minutes'.");
        if (body.Minutes is { } minutes) simulator.Move(Duration.FromMinutes(minutes));
        else simulator.MoveTo(ApiTime.Parse(body.To!, endOfDay: false) ?? throw new UnusableRequestException($"'{body.To}' is not a moment such as 2025-11-03T15:31:00Z."));
    }

    private void Announce(SplitBody body)
    {
        if (string.IsNullOrEmpty(body.Symbol)) throw new UnusableRequestException("The split names no 'symbol'.");
        if (body.Ratio <= 0) throw new UnusableRequestException($"The split's 'ratio' is {body.Ratio}; it must be above 0.");
        if (LocalDatePattern.Iso.Parse(body.Date ?? "") is not { Success: true } date)
            throw new UnusableRequestException($"The split's 'date' is '{body.Date}'; it must be YYYY-MM-DD.");
        simulator.Announce(body.Symbol, body.Ratio, date.Value);
    }

    private static T Read<T>(ApiRequest request, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class =>
        JsonSerializer.Deserialize(request.Body.Span, type) ?? throw new JsonException("it is null.");

    private ApiAnswer State() => ApiAnswer.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteString("clock", ApiTime.NewYork(simulator.Now));
        json.WriteString("pace", simulator.Pace.GetType().Name);
        json.WriteNumber("speed", simulator.Speed);
        json.WriteNumber("fills", simulator.Fills.Count);
        json.WriteNumber("fault_rules", simulator.Faults.Count);
        json.WriteNumber("faults", simulator.Faults.Struck);
        json.WriteStartArray("halted");
        foreach (var symbol in simulator.Halted) json.WriteStringValue(symbol);
        json.WriteEndArray();
        json.WriteStartObject("requests");
        foreach (var (route, count) in simulator.Served) json.WriteNumber(route, count);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
