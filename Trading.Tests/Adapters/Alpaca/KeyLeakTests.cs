using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Trading.Adapters.Alpaca;
using Trading.Cli.Output;
using Trading.Core.Orders;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>A key is in the headers of a request and nowhere else, in every kind of failure.</summary>
public sealed class KeyLeakTests : IDisposable
{
    private const string Id = "CANARYKEYID";
    private const string Secret = "CANARYSECRET";

    private readonly StubAlpaca stub = new(Id, Secret);
    private readonly Recorder recorder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Ends =>
    [
        "taken", "401", "403", "403 text", "404", "422", "429", "503", "302", "cut", "half", "html", "json", "property",
        "escaped", "silence",
    ];

    public void Dispose() => stub.Dispose();

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task No_end_of_a_call_tells_a_key(string end)
    {
        var answer = Answer(end);
        foreach (var call in (string[])[
            "GET /v2/account", "GET /v2/positions", "GET /v2/orders", "GET /v2/orders:by_client_order_id", "GET /v2/orders/x",
            "DELETE /v2/orders/x",
            "POST /v2/orders", "GET /v2/clock", "GET /v2/calendar", "GET /v2/stocks/bars", "GET /v2/stocks/quotes/latest"])
        {
            stub.On(call, answer);
        }
        var connection =
            await stub.ConnectAsync(options => options with { AttemptTimeout = TimeSpan.FromMilliseconds(150) }, recorder);
        var texts = new List<string> { $"{connection.Options}", $"{connection.Options.Keys}" };
        var now = Instant.FromUtc(2025, 11, 3, 15, 0);
        await RecordAsync(texts, async () => $"{await connection.Broker.GetAccountAsync(Cancel)}");
        await RecordAsync(texts, async () => string.Join(' ', await connection.Broker.GetPositionsAsync(Cancel)));
        await RecordAsync(texts, async () => string.Join(' ', await connection.Broker.GetOrdersAsync(now, Cancel)));
        await RecordAsync(texts, async () => $"{await connection.Broker.FindOrderAsync(new ClientOrderId("x"), Cancel)}");
        await RecordAsync(texts, async () => $"{await connection.Broker.CancelAsync("x", Cancel)}");
        await RecordAsync(texts, async () => $"{await connection.Broker.SubmitAsync(
            new OrderRequest(new ClientOrderId("x"), "SPY", OrderSide.Buy, 1, OrderType.Market), Cancel)}");
        await RecordAsync(texts, async () => $"{await connection.Clock.SyncAsync(Cancel)}");
        await RecordAsync(texts, async () =>
        {
            await connection.Calendar.RefreshAsync(new(2025, 11, 3), new(2025, 11, 3), Cancel);
            return "";
        });
        await RecordAsync(texts, async () => $"{(await connection.MarketData.GetBarsAsync(["SPY"], now, now, Cancel)).Count}");
        await RecordAsync(texts, async () => $"{(await connection.MarketData.GetLatestQuotesAsync(["SPY"], Cancel)).Count}");

        Assert.All(texts, text => Assert.DoesNotContain("CANARY", text, StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(recorder.Lines);
        Assert.All(recorder.Lines, line => Assert.DoesNotContain("CANARY", line, StringComparison.OrdinalIgnoreCase));
        Assert.All(stub.Requests, request =>
        {
            Assert.Equal((Id, Secret), (request.Headers["APCA-API-KEY-ID"], request.Headers["APCA-API-SECRET-KEY"]));
            Assert.DoesNotContain("CANARY", $"{request.Path}{request.Query}{request.Body}", StringComparison.OrdinalIgnoreCase);
            Assert.Equal(2, request.Headers.Values.Count(value => value.Contains("CANARY", StringComparison.OrdinalIgnoreCase)));
        });
    }

    [Fact]
    public void No_error_in_the_settings_shows_a_key()
    {
        foreach (var name in (string[])["KeyId", "SecretKey", "Environment", "SimulatorUrl", "IUnderstandThisIsRealMoney"])
        {
            foreach (var value in (string[])[Id, $"{Id} {Secret}", $"http://{Secret}@127.0.0.1", $"{Id}\n"])
            {
                var result = AlpacaOptionsReader.Read(
                    new ConfigurationBuilder().AddInMemoryCollection(
                        new Dictionary<string, string?> { [$"Trading:Alpaca:{name}"] = value }).Build(), "iex");
                Assert.DoesNotContain(
                    "CANARY", $"{result} {string.Join(' ', result.Errors)}", StringComparison.OrdinalIgnoreCase);
            }
        }
        var error = Assert.Throws<ArgumentException>(() => new AlpacaKeys(Id, $"{Secret}\n"));
        Assert.DoesNotContain("CANARY", $"{error}", StringComparison.OrdinalIgnoreCase);
    }

    private static StubAnswer Answer(string end) => end switch
    {
        "taken" => Bodies.One(Bodies.Order(Secret)),
        "403" => StubAnswer.Error(403, "40310000", $"the key {Id} with {Secret} may not"),
        "403 text" => new StubAnswer(403, $$"""{"code":"{{Secret}}","message":"{{Id.ToLowerInvariant()}}"}"""),
        "422" => StubAnswer.Error(422, "42210000", $"bad {Secret}"),
        "302" => new StubAnswer(302).With("Location", $"http://127.0.0.1:1/?{Secret}"),
        "half" => StubAnswer.Ok($"\"{Secret}{Secret}\"") with { IsHalf = true },
        "html" => StubAnswer.Ok($"<html>{Id} {Secret}</html>"),
        "json" => StubAnswer.Ok($"[\"{Secret}\"]"),
        "property" => StubAnswer.Ok($$$"""{"id":"1","status":"new","{{{Secret}}}":{"equity":"{{{Id}}}"}}"""),
        "escaped" => StubAnswer.Error(403, "1", "\\u0043ANARYKEYID and CANARY\\u0053ECRET"),
        "cut" or "silence" => QueryTests.Failure(end),
        _ => new StubAnswer(int.Parse(end), $$"""{"message":"{{Id}}/{{Secret}} is not known"}"""),
    };

    private static async Task RecordAsync(List<string> texts, Func<Task<string>> ask)
    {
        try
        {
            texts.Add(await ask());
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            texts.Add($"{e}");
        }
    }

    /// <summary>Everything that is logged, at any level.</summary>
    private sealed class Recorder : ILoggerFactory, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public IReadOnlyCollection<string> Lines => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
