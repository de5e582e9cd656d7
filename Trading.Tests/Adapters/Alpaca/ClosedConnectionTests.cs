using System.Net;
using System.Net.Sockets;
using System.Text;
using Trading.Adapters.Alpaca;
using Trading.Cli.Output;
using Trading.Core.Orders;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>
/// A server that closes a kept connection right after it has read a request, as a load balancer does: .NET then sends a request
/// without a body again by itself, unseen by the code above it.
/// </summary>
public sealed class ClosedConnectionTests
{
    [Fact]
    public async Task An_order_arrives_once()
    {
        var order = new OrderRequest(new ClientOrderId("x"), "SPY", OrderSide.Buy, 1, OrderType.Market);
        var arrived = await ArrivedAsync(async (alpaca, cancel) =>
            Assert.IsType<SubmitOutcome.Unknown>(await alpaca.Broker.SubmitAsync(order, cancel)));
        Assert.Single(arrived, "POST /v2/orders HTTP/1.1");
    }

    [Fact]
    public async Task A_cancellation_arrives_as_often_as_it_is_sent()
    {
        var arrived = await ArrivedAsync((alpaca, cancel) =>
            Assert.ThrowsAsync<BrokerUnavailableException>(() => alpaca.Trading.CancelOrderAsync("x", cancel)));
        Assert.Equal(4, arrived.Count(request => request == "DELETE /v2/orders/x HTTP/1.1"));
    }

    /// <summary>The requests that arrive once a connection is kept open.</summary>
    private static async Task<IReadOnlyList<string>> ArrivedAsync(Func<AlpacaExchange, CancellationToken, Task> send)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var arrived = new List<string>();
        var serving = ServeAsync(listener, arrived, cancel);
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        var options = new AlpacaOptions
        {
            TradingUrl = url,
            DataUrl = url,
            Keys = new AlpacaKeys("id", "secret"),
            RetryDelay = TimeSpan.FromMilliseconds(1),
        };
        using (var alpaca = new AlpacaExchange(options))
        {
            Assert.Empty(await alpaca.Trading.GetPositionsAsync(cancel));
            await send(alpaca, cancel);
        }
        listener.Stop();
        await serving;
        return arrived;
    }

    private static async Task ServeAsync(TcpListener listener, List<string> arrived, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(cancel);
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                while (await reader.ReadLineAsync(cancel) is { } first)
                {
                    arrived.Add(first);
                    while (await reader.ReadLineAsync(cancel) is { Length: > 0 }) { }
                    if (!first.StartsWith("GET", StringComparison.Ordinal)) break;
                    await stream.WriteAsync(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"u8.ToArray(), cancel);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped, which is how the test ends.
        }
    }
}
