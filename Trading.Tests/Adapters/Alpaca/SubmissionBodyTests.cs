using System.Text.Json.Nodes;
using Trading.Cli.Output;
using Trading.Core.Orders;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>The body of an order is the one that Alpaca documents.</summary>
public sealed class SubmissionBodyTests : IDisposable
{
    private readonly StubAlpaca stub = new();

    public void Dispose() => stub.Dispose();

    [Fact]
    public async Task A_bracket_goes_out_as_Alpaca_documents_it()
    {
        stub.On("POST /v2/orders", SubmissionTests.Taken);
        Assert.IsType<SubmitOutcome.Accepted>(await SubmitAsync(SubmissionTests.Request));
        var body = JsonNode.Parse(Assert.Single(stub.Requests).Body)!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {"symbol":"SPY","qty":"5","side":"buy","type":"limit","time_in_force":"day","limit_price":"100.10",
             "client_order_id":"20251103-1031-SPY-entry","order_class":"bracket",
             "take_profit":{"limit_price":"104.00"},"stop_loss":{"stop_price":"98.05"}}
            """), body), body.ToJsonString());
    }

    [Fact]
    public async Task A_sale_outside_regular_hours_says_so()
    {
        stub.On("POST /v2/orders", SubmissionTests.Taken);
        await SubmitAsync(SubmissionTests.Request with { Side = OrderSide.Sell, Bracket = null, ExtendedHours = true });
        var body = JsonNode.Parse(Assert.Single(stub.Requests).Body)!.AsObject();
        Assert.Equal(("sell", true), ((string)body["side"]!, (bool)body["extended_hours"]!));
        Assert.False(body.ContainsKey("order_class") || body.ContainsKey("take_profit") || body.ContainsKey("stop_loss"));
    }

    private async Task<SubmitOutcome> SubmitAsync(OrderRequest request) =>
        await (await stub.ConnectAsync()).Broker.SubmitAsync(request, TestContext.Current.CancellationToken);
}
