using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Exchange;
using Trading.Simulation.Reports;

namespace Trading.Cli.Simulating;

/// <summary>Tells what happens at the simulated exchange: orders, cancellations and fills, a line each.</summary>
internal sealed class ExchangeLines(IOutput output)
{
    private readonly Lock gate = new();

    /// <summary>A request; only one that changes something is worth a line.</summary>
    public void Tell(ServedRequest request)
    {
        if (request.Method == "GET") return;
        var what = (request.Method, request.Target.Split('?')[0]) switch
        {
            ("POST", "/v2/orders") => "order",
            ("PATCH", _) => "replacement",
            ("DELETE", var path) when path.StartsWith("/v2/orders", StringComparison.Ordinal) => "cancellation",
            ("DELETE", _) => "liquidation",
            _ => request.Method,
        };
        var end = request.Status switch
        {
            null => "cut off",
            >= 200 and < 300 => "taken",
            var status => $"refused ({status})",
        };
        Write(
            new Sentence($"{FigureText.NewYork(request.At)}  {what} {end}", request.Status is >= 200 and < 300 ? Tone.Quiet : Tone.Caution),
            new { request.At, kind = "request", request.Method, request.Target, request.Status, request.Fault });
    }

    /// <summary>A fill.</summary>
    public void Tell(Fill fill) => Write(
        new Sentence($"{FigureText.NewYork(fill.At)}  {(fill.Side == OrderSide.Buy ? "bought" : "sold")} {fill.Shares} {fill.Symbol} at {FigureText.Price(fill.Price)}"),
        new { fill.At, kind = "fill", fill.Symbol, fill.Side, fill.Shares, fill.Price, fill.BrokerId, clientId = fill.ClientId.Value });

    /// <summary>A line about the exchange itself.</summary>
    public void Tell(string text, object document) => Write(new Sentence(text), document);

    private void Write(Sentence line, object document)
    {
        lock (gate) output.Tell(line, document);
    }
}
