using Trading.Adapters.Exchanges;
using Trading.Adapters.Hosting;
using Trading.Cli.Checking;
using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Tests.Adapters.Hosting;

/// <summary>Another broker needs nothing but an implementation of the interface.</summary>
public sealed class SecondBrokerTests
{
    private static readonly Instant Saturday = ExchangeTime.At(new LocalDate(2025, 11, 22), new LocalTime(12, 0));
    private static readonly Session Friday = new NyseCalendar().SessionOn(new LocalDate(2025, 11, 21))!;

    private static readonly Dictionary<string, SymbolStanding> Symbols =
        new() { ["SPY"] = SymbolStanding.Tradable, ["OLD"] = SymbolStanding.NotTradable };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_composition_trades_at_it_and_keeps_its_calendar_and_symbols()
    {
        var settings = new TradingSettings { Symbols = ["SPY", "NOPE"] };
        var exchange = Exchange();
        using (var composition = Compose(settings, exchange))
        {
            Assert.Same(exchange.MarketData, composition.Ports.MarketData);
            Assert.Same(exchange.Clock, composition.Ports.Clock);
            Assert.Equal(100_000m, (await composition.Ports.Broker.GetAccountAsync(Cancel)).Equity);

            await composition.Calendar!.KeepAsync(Saturday, Cancel);
            await composition.Calendar.KeepAsync(Saturday, Cancel);
            Assert.Single(exchange.Refreshed);

            Assert.Equal(["SPY"], await composition.Symbols!.KeepAsync(Friday.Date, Cancel));
            Assert.Equal(
                "The other broker does not know the symbol NOPE; the others are scanned: correct the setting Trading__Symbols.",
                composition.Symbols.Error);
        }
        Assert.True(exchange.IsDisposed);
    }

    [Fact]
    public async Task Its_account_and_its_market_are_checked_without_a_line_of_its_own()
    {
        var results = await new ExchangeChecks(Exchange(), new TradingSettings { Symbols = ["SPY"] }).RunAsync(Cancel);

        Assert.Equal(ExchangeChecks.Names, results.Select(r => r.Name));
        Assert.Equal(
            [Tone.Good, Tone.Good, Tone.Caution, Tone.Good, Tone.Good, Tone.Good],
            results.Select(r => r.State));
        Assert.Contains("7.0 s ahead", results[2].Text, StringComparison.Ordinal);
        Assert.StartsWith("its own feed: 1 bar of SPY on 2025-11-21", results[4].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_keeps_it_from_trading_is_named()
    {
        var exchange = Exchange(error: "The account is closed.");
        var results = await new ExchangeChecks(exchange, new TradingSettings { Symbols = ["SPY", "OLD"] }).RunAsync(Cancel);

        Assert.Equal((Tone.Bad, "The account is closed."), (results[0].State, results[0].Text));
        Assert.Equal(Tone.Bad, results[5].State);
        Assert.StartsWith("The other broker takes no orders in OLD;", results[5].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_connection_every_question_is_refused_with_the_errors()
    {
        var settings = new TradingSettings();
        using var composition = new TradingComposition(
            settings, Stores, new ExchangeSettings(null, ["No keys.", "No host."], null), new CompositionOptions());

        var refused = await Assert.ThrowsAsync<BrokerUnavailableException>(
            () => composition.Ports.Broker.GetPositionsAsync(Cancel));

        Assert.Equal("No keys. No host.", refused.Message);
        Assert.True(refused.IsRefusal);
        Assert.Equal(TradingMode.Live, composition.Ports.Broker.Mode);
        Assert.Null(composition.Exchange);
        await Assert.ThrowsAsync<MarketDataException>(() => composition.Ports.MarketData.GetLatestQuotesAsync(["SPY"], Cancel));
    }

    [Fact]
    public void Stores_are_not_opened_before_the_ports_are_used()
    {
        var opened = 0;
        var exchange = Exchange();
        using var composition = new TradingComposition(
            new TradingSettings(), () => Counted(ref opened), Settings(exchange), new CompositionOptions());
        Assert.Equal(0, opened);

        TradingPorts ports = composition.Ports;
        Assert.Same(ports, composition.Ports);
        Assert.Equal(1, opened);
    }

    private static TradingStores Counted(ref int opened)
    {
        opened++;
        return Stores();
    }

    private static FakeExchange Exchange(string? error = null) => new(
        Saturday, [new BarSeries("SPY", [new Bar(Friday.Open, 100m, 101m, 99m, 100m, 1000)])], Symbols)
    { Error = error };

    private static TradingComposition Compose(TradingSettings settings, FakeExchange exchange) =>
        new(settings, Stores, Settings(exchange), new CompositionOptions());

    private static ExchangeSettings Settings(FakeExchange exchange) => new(exchange.Mode, [], (_, _, _) => exchange);

    private static TradingStores Stores() =>
        new(() => new InMemoryJournal(), new InMemoryModelRegistry(), new InMemoryBarArchive());
}
