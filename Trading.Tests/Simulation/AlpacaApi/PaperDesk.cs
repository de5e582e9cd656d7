using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>
/// A client of a simulated exchange. Times are text in New York time, on Monday 2025-11-03 or a number of days later.
/// </summary>
internal sealed class PaperDesk : IAsyncDisposable
{
    public const string Symbol = "SPY";

    private PaperDesk(SimulatorServer server, HttpClient client)
    {
        Server = server;
        Client = client;
    }

    public SimulatorServer Server { get; }

    public HttpClient Client { get; }

    /// <summary>
    /// The Monday's minutes: 100 until 10:34, up to the target of 104 at 10:35, down through the stop of 98 at 10:40.
    /// </summary>
    public static IMarketTape Tape { get; } = MarketOf(
        Day(0, ("09:30", 100, 100, 100, 100), ("10:30", 100, 100, 100, 100), ("10:31", 100, 100, 100, 100),
            ("10:32", 100, 101, 99, 100),
            ("10:33", 100, 100, 100, 100), ("10:34", 100, 100, 100, 100), ("10:35", 100, 104, 100, 103),
                ("10:40", 100, 100, 97, 97),
            ("15:59", 99, 99, 99, 99)),
        Day(1, ("09:30", 50, 50, 50, 50), ("15:59", 51, 51, 51, 51)));

    public static async Task<PaperDesk> OpenAsync(Func<SimulatorOptions, SimulatorOptions>? change = null)
    {
        var options = new SimulatorOptions
        {
            Tape = Tape,
            Calendar = new WeekdayCalendar(),
            Start = Desk.At("10:31"),
            Exchange = new ExchangeOptions { SlippageBps = 0 },
        };
        var server = await SimulatorServer.StartAsync(change?.Invoke(options) ?? options, TestContext.Current.CancellationToken);
        var client = new HttpClient { BaseAddress = server.Url };
        client.DefaultRequestHeaders.Add("APCA-API-KEY-ID", "simulator");
        client.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", "simulator");
        return new PaperDesk(server, client);
    }

    public static IMarketTape MarketOf(params (LocalDate Date, IReadOnlyList<BarSeries> Bars)[] days) =>
        new RecordedMarket(days.ToDictionary(day => day.Date, day => day.Bars));

    public static (LocalDate Date, IReadOnlyList<BarSeries> Bars) Day(
        int day, params (string Time, decimal Open, decimal High, decimal Low, decimal Close)[] bars) =>
        (Desk.Monday.PlusDays(day),
            [new BarSeries(Symbol,
                [.. bars.Select(b => new Bar(Desk.At(b.Time, day), b.Open, b.High, b.Low, b.Close, 1_000_000))])]);

    public void MoveTo(string time, int day = 0) => Server.MoveTo(Desk.At(time, day));

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public Task<Reply> PatchAsync(string path, string json) => SendAsync(HttpMethod.Patch, path, json);

    public Task<Reply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Reply> BuyAsync(int shares, string more = "") =>
        PostAsync("/v2/orders",
            $$"""{"symbol":"SPY","qty":"{{shares}}","side":"buy","type":"market","time_in_force":"day"{{more}}}""");

    /// <summary>Buys with a limit.</summary>
    public Task<Reply> BuyLimitAsync(int shares, string limit, string more = "", string time = "day") =>
        PostAsync("/v2/orders", LimitOrder(shares, limit, more, time));

    /// <summary>The body of a limit order to buy.</summary>
    public static string LimitOrder(int shares, string limit, string more = "", string time = "day") =>
        $$"""
        {"symbol":"SPY","qty":"{{shares}}","side":"buy","type":"limit","limit_price":"{{limit}}",
        "time_in_force":"{{time}}"{{more}}}
        """;

    public Task<Reply> SellAsync(int shares, string more = "") =>
        PostAsync("/v2/orders",
            $$"""{"symbol":"SPY","qty":"{{shares}}","side":"sell","type":"market","time_in_force":"day"{{more}}}""");

    public static string Bracket(string stop = "98", string target = "104") =>
        $$""","order_class":"bracket","take_profit":{"limit_price":"{{target}}"},"stop_loss":{"stop_price":"{{stop}}"}""";

    /// <summary>Buys five with a stop at 98 and a target at 104, and sees them filled at 100.</summary>
    public async Task<Reply> BuyBracketFilledAsync()
    {
        var order = await BuyAsync(5, Bracket());
        MoveTo("10:32");
        return order;
    }

    public async Task<Reply> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Reply((int)response.StatusCode, text, response.Headers);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}

/// <summary>A response.</summary>
internal sealed record Reply(int Status, string Text, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public string Id => this["id"]!;

    public int Count => Json.GetArrayLength();

    /// <summary>A field's text, as it stands in the document; null for null.</summary>
    public string? this[string name] => Of(Json, name);

    public JsonElement Leg(string type) => Json.GetProperty("legs").EnumerateArray().Single(leg => Of(leg, "type") == type);

    public IEnumerable<string> All(string name) => Json.EnumerateArray().Select(item => Of(item, name)!);

    public static string? Of(JsonElement element, string name) => element.GetProperty(name) switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        var value => value.GetRawText(),
    };

    public static decimal Number(JsonElement element, string name) =>
        decimal.Parse(Of(element, name)!, NumberStyles.Float, CultureInfo.InvariantCulture);
}
