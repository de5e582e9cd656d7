using System.Net;
using System.Net.Sockets;
using System.Text;
using Trading.Adapters.Alpaca;
using Trading.Core.Execution;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>
/// A server that closes a kept connection right after it has read a request, as a load balancer does: .NET then sends requests
/// without a body anew by itself, and nobody above would know.
/// </summary>
public sealed class ClosedConnectionTests
{
    [Fact]
    public async Task What_is_not_to_be_repeated_arrives_once()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var arrived = new List<string>();
        var serving = ServeAsync(listener, arrived, cancel);
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        using var alpaca = new AlpacaConnection(new AlpacaOptions
        {
            TradingUrl = url,
            DataUrl = url,
            Keys = new AlpacaKeys("id", "secret"),
            RetryDelay = TimeSpan.FromMilliseconds(1),
        });
        Assert.Empty(await alpaca.Trading.GetPositionsAsync(cancel));
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => alpaca.Trading.ClosePositionAsync("SPY", cancel));
        listener.Stop();
        await serving;
        Assert.Single(arrived, "DELETE /v2/positions/SPY HTTP/1.1");
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
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"u8.ToArray(), cancel);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was stopped, which is how the test ends.
        }
    }
}
