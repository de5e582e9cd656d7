using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Control;

/// <summary>
/// <c>/simulator</c>: what a real exchange does not offer. <c>GET</c> shows the state; <c>POST clock</c>, <c>POST</c> and
/// <c>DELETE faults</c>, <c>POST</c> and <c>DELETE halts/{symbol}</c> and <c>POST splits</c> change it and answer with it. Needs
/// no keys; never fails by a fault rule.
/// </summary>
internal sealed class ControlEndpoints(Simulator simulator)
{
    private const string Root = "/simulator";

    public void Map(RouteGroupBuilder root)
    {
        root.AddEndpointFilter(RunAsync);
        root.MapGet(Root, State);
        root.MapPost(Root + "/clock", MoveClock);
        root.MapPost(Root + "/faults", AddFault);
        root.MapDelete(Root + "/faults", ClearFaults);
        root.MapPost(Root + "/splits", AnnounceSplit);
        root.MapPost(Root + "/halts/{symbol}", Halt);
        root.MapDelete(Root + "/halts/{symbol}", Resume);
        root.Map("/{**path}", (HttpContext http) =>
            ApiErrors.WithoutCode(404, $"There is no {http.Request.Method} {http.Request.Path.Value}; see GET {Root}."));
    }

    private async ValueTask<object?> RunAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            simulator.CatchUp();
            return await next(context);
        }
        catch (JsonException invalid)
        {
            return ApiErrors.WithoutCode(400, $"The body cannot be read: {invalid.Message}");
        }
        catch (Exception invalid) when (invalid is ArgumentException or InvalidRequestException)
        {
            return ApiErrors.WithoutCode(422, invalid.Message);
        }
    }

    private ApiResponse MoveClock(RequestBody content)
    {
        var body = Read(content, ControlJson.Default.ClockBody);
        if ((body.To is null) == (body.Minutes is null))
            throw new InvalidRequestException("The body must hold either 'to' or 'minutes'.");
        if (body.Minutes is { } minutes) simulator.MoveBy(Duration.FromMinutes(minutes));
        else simulator.MoveTo(Time(body.To!));
        return State();
    }

    private ApiResponse AddFault(RequestBody content)
    {
        simulator.Faults.Add(Read(content, ControlJson.Default.FaultBody).ToRule());
        return State();
    }

    private ApiResponse ClearFaults()
    {
        simulator.Faults.Clear();
        return State();
    }

    private ApiResponse AnnounceSplit(RequestBody content)
    {
        var body = Read(content, ControlJson.Default.SplitBody);
        if (string.IsNullOrEmpty(body.Symbol)) throw new InvalidRequestException("The split names no 'symbol'.");
        if (body.Ratio <= 0) throw new InvalidRequestException($"The split's 'ratio' is {body.Ratio}; it must be above 0.");
        if (LocalDatePattern.Iso.Parse(body.Date ?? "") is not { Success: true } date)
            throw new InvalidRequestException($"The split's 'date' is '{body.Date}'; it must be YYYY-MM-DD.");
        simulator.AnnounceSplit(body.Symbol, body.Ratio, date.Value);
        return State();
    }

    private ApiResponse Halt(string symbol)
    {
        simulator.Halt(symbol);
        return State();
    }

    private ApiResponse Resume(string symbol) =>
        simulator.Resume(symbol) ? State() : ApiErrors.WithoutCode(404, $"{symbol} is not halted.");

    private static Instant Time(string text) =>
        ApiTime.Parse(text, endOfDay: false)
            ?? throw new InvalidRequestException($"'{text}' is not a moment such as 2025-11-03T15:31:00Z.");

    private static T Read<T>(RequestBody body, JsonTypeInfo<T> type) where T : class =>
        JsonSerializer.Deserialize(body.Bytes.Span, type) ?? throw new JsonException("it is null.");

    private ApiResponse State() => ApiResponse.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteString("clock", ApiTime.NewYork(simulator.Now));
        json.WriteString("pace", simulator.Clock.Pace.GetType().Name);
        json.WriteNumber("speed", simulator.Clock.Speed);
        json.WriteNumber("fills", simulator.Fills.Count);
        json.WriteNumber("fault_rules", simulator.Faults.Count);
        json.WriteNumber("faults", simulator.Faults.InjectedCount);
        json.WriteStartArray("halted");
        foreach (var symbol in simulator.Halted) json.WriteStringValue(symbol);
        json.WriteEndArray();
        json.WriteStartObject("requests");
        foreach (var (route, count) in simulator.Served) json.WriteNumber(route, count);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
