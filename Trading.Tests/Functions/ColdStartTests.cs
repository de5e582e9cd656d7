using System.Text.Json;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Tests.Adapters.Alpaca;
using Trading.Tests.Adapters.AzureStorage;
using Trading.Tests.Cli;

namespace Trading.Tests.Functions;

/// <summary>A process that begins on an account while something cannot be asked: what is held is sold before the bell all the
/// same.</summary>
public sealed class ColdStartTests(Azurite azurite)
{
    private static readonly LocalDate Friday = TestExchange.Friday;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/v2/assets*", "FAKEA,FAKEB")]
    [InlineData("/v2/clock", "FAKEA,FAKEB")]
    [InlineData("/v2/calendar*", "FAKEA,FAKEB")]
    [InlineData(null, "FAKEA,NOPE")]
    [InlineData(null, "NOPE,NEVER")]
    public async Task What_is_held_is_sold_before_the_bell_whatever_cannot_be_asked(string? unanswered, string symbols)
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(12, 55));
        var storage = await azurite.FreshOrSkipAsync();
        await BuyAsync(storage, exchange);
        exchange.MoveTo(At(new(12, 56)));
        if (unanswered is not null) Break(exchange, unanswered);
        using var host = OnPaper(storage, exchange, new(12, 56), symbols);

        await host.CloseAsync();
        exchange.MoveTo(At(new(12, 57)));

        Assert.Empty(exchange.Exchange.Positions);
        Assert.Single(host.Measured, m => m.Name == "trading.job.runs" && m.Tags == "job=EndOfDayClose,outcome=ok");
    }

    [Fact]
    public async Task An_unknown_symbol_is_left_out_of_the_scan_and_the_status_names_it()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var host = OnPaper(await azurite.FreshOrSkipAsync(), exchange, new(10, 31), "FAKEA,NOPE,NEVER");

        await host.ScanAsync();

        var run = Assert.Single(await host.Host.Ports!.Journal.GetJobsAsync(Friday, Cancel));
        Assert.True(run.Succeeded, run.Error);
        Assert.DoesNotContain(exchange.Exchange.Positions, p => p.Symbol == "NOPE");
        Assert.Equal(["FAKEA"], await host.Host.Symbols!.KeepAsync(Friday, Cancel));
        var trouble = Assert.Single(await ErrorsAsync(host));
        Assert.Equal(
            ("settings", "Alpaca does not know the symbols NOPE, NEVER; the others are scanned: correct the setting "
            + "Trading__Symbols."), trouble);
        Assert.Contains("NOPE, NEVER", (await host.DashboardAsync()).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_in_a_process_that_never_ticks_knows_the_exchange_s_time_and_an_unknown_symbol()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        // This machine's clock is hours late.
        using var host = OnPaper(await azurite.FreshOrSkipAsync(), exchange, new(4, 0), "FAKEA,NOPE");

        var status = JsonElement.Parse((await host.StatusAsync()).Content!);

        Assert.StartsWith("2025-11-28T15:31:0", status.GetProperty("at").GetString(), StringComparison.Ordinal);
        Assert.True(host.Host.Clock!.IsSynced);
        Assert.Equal("settings", Assert.Single(await ErrorsAsync(host)).Part);
        Assert.Equal(1, Asked(exchange, "GET /v2/calendar"));
    }

    [Fact]
    public async Task With_no_known_symbol_the_scan_fails_with_their_names()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var host = OnPaper(await azurite.FreshOrSkipAsync(), exchange, new(10, 31), "NOPE,NEVER");

        var failed = await Assert.ThrowsAsync<JobFailedException>(host.ScanAsync);

        Assert.Contains(
            "MinuteScan could not run: Alpaca does not know the symbols NOPE, NEVER; nothing is scanned", failed.Message,
            StringComparison.Ordinal);
        Assert.Single(host.Measured, m => m.Name == "trading.job.runs" && m.Tags == "job=MinuteScan,outcome=failed");
    }

    [Fact]
    public async Task A_scan_goes_on_with_the_settings_symbols_until_the_exchange_answers_for_them()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        Break(exchange, "/v2/assets*");
        var time = Clock(new(10, 31));
        using var host = TestHost.OnPaper(await azurite.FreshOrSkipAsync(), exchange.Address(), time, ("Symbols", "FAKEA,NOPE"));
        await host.ScanAsync();
        Assert.Null(host.Host.Symbols!.Error);

        exchange.Faults.Clear();
        exchange.MoveTo(At(new(10, 32)));
        time.Pass(TimeSpan.FromMinutes(1));
        await host.ScanAsync();

        Assert.Contains("NOPE", host.Host.Symbols.Error, StringComparison.Ordinal);
        Assert.All(await host.Host.Ports!.Journal.GetJobsAsync(Friday, Cancel), run => Assert.True(run.Succeeded, run.Error));
    }

    [Fact]
    public async Task A_simulator_that_does_not_tell_its_time_or_its_symbols_runs_nothing_that_needs_them()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(12, 56));
        var storage = await azurite.FreshOrSkipAsync();
        Break(exchange, "/v2/clock");
        using (var host = new TestHost(storage, exchange.Address()))
            Assert.Contains(
                "/v2/clock", (await Assert.ThrowsAsync<JobFailedException>(host.CloseAsync)).Message, StringComparison.Ordinal);

        exchange.Faults.Clear();
        Break(exchange, "/v2/assets*");
        using (var host = new TestHost(storage, exchange.Address()))
        {
            await host.CloseAsync();
            Assert.Contains(
                "/v2/assets", (await Assert.ThrowsAsync<JobFailedException>(host.ScanAsync)).Message, StringComparison.Ordinal);
        }
    }

    private static TestHost OnPaper(AzureStorageOptions storage, SimulatorServer exchange, LocalTime machine, string symbols) =>
        TestHost.OnPaper(storage, exchange.Address(), Clock(machine), ("Symbols", symbols));

    private static async Task BuyAsync(AzureStorageOptions storage, SimulatorServer exchange)
    {
        using var before = new TestHost(storage, exchange.Address());
        Assert.IsType<SubmitOutcome.Accepted>(await before.Host.Exchange!.Broker.SubmitAsync(
            new OrderRequest(new ClientOrderId("somebody-else"), "FAKEA", OrderSide.Buy, 1, OrderType.Market), Cancel));
        exchange.MoveTo(At(new(12, 56)));
        Assert.Single(exchange.Exchange.Positions);
    }

    private static void Break(SimulatorServer exchange, string path) =>
        exchange.Faults.Add(new FaultRule { Kind = FaultKind.ServerError, Path = path, Status = 503 });

    private static Instant At(LocalTime time) => ExchangeTime.At(Friday, time);

    private static ManualTime Clock(LocalTime time) => new(At(time).ToDateTimeOffset());

    private static async Task<IReadOnlyList<(string Part, string Error)>> ErrorsAsync(TestHost host) =>
        [.. JsonElement.Parse((await host.StatusAsync()).Content!).GetProperty("health").EnumerateArray()
            .Where(part => part.GetProperty("error").ValueKind == JsonValueKind.String)
            .Select(part => (part.GetProperty("part").GetString()!, part.GetProperty("error").GetString()!))];

    private static long Asked(SimulatorServer exchange, string call)
    {
        using var client = new HttpClient { BaseAddress = exchange.Url };
        return JsonElement.Parse(client.GetStringAsync("/simulator", Cancel).GetAwaiter().GetResult()).GetProperty("requests")
            .TryGetProperty(call, out var count) ? count.GetInt64() : 0;
    }
}
