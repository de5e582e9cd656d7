using System.Globalization;
using System.Text.Json;
using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Backtest;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;
using Trading.Tests.Simulation.Markets;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>The same orders over HTTP and in process, minute by minute, must come to the same fills to the last digit.</summary>
public sealed class ParityTests
{
    private const int Minutes = 60;

    [Fact]
    public async Task Orders_over_http_fill_exactly_as_they_do_in_a_backtest()
    {
        var tape = SampleMarkets.Market(SyntheticMarketKind.Noise);
        var calendar = new Exchange.WeekdayCalendar();
        var open = calendar.SessionOn(tape.Sessions[0])!.Open;
        var symbols = tape.Symbols.Take(3).ToArray();
        var action = from minute in Gen.Int[1, Minutes - 1]
                     from kind in Gen.Int[0, 3]
                     from symbol in Gen.Int[0, symbols.Length - 1]
                     from shares in Gen.Int[1, 5]
                     select (minute, kind, symbol: symbols[symbol], shares);

        await action.Array[1, 25].SampleAsync(async actions =>
        {
            var fees = new ExchangeOptions { SlippageBps = 2 };
            await using var desk = await PaperDesk.OpenAsync(_ =>
                new SimulatorOptions { Tape = tape, Calendar = calendar, Start = open, Exchange = fees });
            var clock = new VirtualClock(open);
            var exchange = new SimulatedExchange(calendar, fees);
            var broker = new SimulatedBroker(exchange, clock);
            var minutes = new List<(string Symbol, Bar Bar)>();
            for (var i = 0; i < Minutes; i++)
            {
                var now = open + Duration.FromMinutes(i);
                clock.MoveTo(now);
                desk.Server.MoveTo(now);
                var number = 0;
                foreach (var (_, kind, symbol, shares) in actions.Where(a => a.minute == i))
                {
                    var price = exchange.Positions.FirstOrDefault(p => p.Symbol == symbol)?.MarketPrice
                        ?? tape.Read(tape.Sessions[0]).Single(s => s.Symbol == symbol).Between(open, now)[^1].Close;
                    var request = Request($"{i}-{number++}", kind, symbol, shares, price);
                    var inProcess = await broker.SubmitAsync(request, TestContext.Current.CancellationToken);
                    var overHttp = await desk.PostAsync("/v2/orders", Json(request));
                    Assert.Equal(inProcess is SubmitOutcome.Accepted, overHttp.Status == 200);
                }
                minutes.Clear();
                foreach (var series in tape.Read(tape.Sessions[0]))
                {
                    foreach (var bar in series.Between(now, now + Bar.Length)) minutes.Add((series.Symbol, bar));
                }
                exchange.AdvanceMinute(now, [.. minutes]);
            }
            desk.Server.MoveTo(open + Duration.FromMinutes(Minutes));

            var account = await desk.GetAsync("/v2/account");
            Assert.Equal((exchange.Account.Equity, exchange.Account.Cash),
                (Reply.Number(account.Json, "equity"), Reply.Number(account.Json, "cash")));
            var listed = await desk.GetAsync("/v2/orders?status=all&nested=true&limit=500&direction=asc");
            Assert.Equal(
                exchange.Orders(Instant.MinValue).SelectMany(order => order.WithLegs())
                    .Select(o => (o.BrokerId, o.FilledQuantity, o.FilledPrice)).Order(),
                listed.Json.EnumerateArray().SelectMany(WithLegs).Select(Filled).Order());
        }, iter: 12, threads: 1);
    }

    private static OrderRequest Request(string id, int kind, string symbol, int shares, decimal price) => new(
        new ClientOrderId(id), symbol, kind == 3 ? OrderSide.Sell : OrderSide.Buy, shares, kind == 1 ? OrderType.Limit
            : OrderType.Market,
        kind == 1 ? PriceIncrement.Down(price * 0.999m) : null,
        kind == 2 ? new Bracket(PriceIncrement.Down(price * 0.997m), PriceIncrement.Up(price * 1.003m)) : null);

    private static string Json(OrderRequest order)
    {
        var (side, type) = (order.Side == OrderSide.Buy ? "buy" : "sell", order.Type == OrderType.Limit ? "limit" : "market");
        var limit = order.LimitPrice is { } price ? $",\"limit_price\":\"{Text(price)}\"" : "";
        var bracket = order.Bracket is { } legs ? PaperDesk.Bracket(Text(legs.StopPrice), Text(legs.TakeProfitPrice)) : "";
        return $$"""
            {"client_order_id":"{{order.Id.Value}}","symbol":"{{order.Symbol}}","qty":"{{order.Quantity}}","time_in_force":"day",
            "side":"{{side}}","type":"{{type}}"{{limit}}{{bracket}}}
            """;
    }

    private static string Text(decimal price) => price.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<JsonElement> WithLegs(JsonElement order) =>
        order.GetProperty("legs") is { ValueKind: JsonValueKind.Array } legs ? legs.EnumerateArray().Prepend(order) : [order];

    private static (string, int, decimal?) Filled(JsonElement order) => (
        Reply.Of(order, "id")!, (int)Reply.Number(order, "filled_qty"), Reply.Of(order, "filled_avg_price") is null ? null
            : Reply.Number(order, "filled_avg_price"));
}
