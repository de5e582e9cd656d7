using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Reporting;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Exchange;

namespace Trading.Cli.Simulating;

/// <summary>Writes one line for each order, cancellation and fill at the simulated exchange.</summary>
internal sealed class ExchangeLines(IOutput output)
{
    private const string Orders = "/v2/orders";
    private readonly Lock gate = new();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>The exchange whose events are written; null until it has started.</summary>
    public SimulatedExchange? Exchange { get; set; }

    /// <summary>Writes a line for a request that changes something.</summary>
    public void Tell(ServedRequest request)
    {
        if (request.Method == "GET") return;
        var path = request.Target.Split('?')[0];
        var taken = request.Status is >= 200 and < 300;
        var orders = !taken ? [] : path == Orders && request.Method == "POST" ? New(request.At) : Named(path);
        var what = (request.Method, path.StartsWith(Orders, StringComparison.Ordinal)) switch
        {
            ("POST", _) => "order",
            ("PATCH", _) => "replacement",
            ("DELETE", true) => "cancellation",
            _ => "liquidation",
        };
        var end = taken ? "" : request.Status is { } status ? $" refused ({status})" : " cut off";
        var of = orders.Count == 0 ? "" : $": {string.Join("; ", orders.Select(Text))}";
        Write(
            new Sentence($"{FigureText.NewYork(request.At)}  {what}{end}{of}", taken ? Tone.Quiet : Tone.Caution),
            new { request.At, kind = what, request.Status, request.Fault, orders });
    }

    /// <summary>Writes a line for a fill.</summary>
    public void Tell(Fill fill) => Write(
        new Sentence(
            $"{FigureText.NewYork(fill.At)}  {(fill.Side == OrderSide.Buy ? "bought" : "sold")} {fill.Shares} {fill.Symbol} at "
            + $"{FigureText.Price(fill.Price)}"),
        new
        {
            fill.At,
            kind = "fill",
            fill.Symbol,
            fill.Side,
            fill.Shares,
            fill.Price,
            fill.BrokerId,
            clientId = fill.ClientId.Value
        });

    /// <summary>Writes a line about the exchange itself.</summary>
    public void Tell(string text, object document) => Write(new Sentence(text), document);

    private List<BrokerOrder> New(Instant at)
    {
        lock (gate) return [.. (Exchange?.Orders(at) ?? []).Where(o => known.Add(o.BrokerId))];
    }

    private List<BrokerOrder> Named(string path) =>
        Exchange?.Find(path[(path.LastIndexOf('/') + 1)..]) is { } order ? [order] : [];

    private static string Text(BrokerOrder o)
    {
        var price = o.LimitPrice is { } limit ? $"at {FigureText.Price(limit)}"
            : o.StopPrice is { } stop ? $"below {FigureText.Price(stop)}"
            : "at the market";
        var legs = o.Legs.Select(
            l => l.Type == OrderType.Stop ? $"stop {FigureText.Price(l.StopPrice)}" : $"target {FigureText.Price(l.LimitPrice)}");
        return string.Join(", ", legs.Prepend($"{(o.Side == OrderSide.Buy ? "buy" : "sell")} {o.Quantity} {o.Symbol} {price}"));
    }

    private void Write(Sentence line, object document)
    {
        lock (gate) output.Tell(line, document);
    }
}
