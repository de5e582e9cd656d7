using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Exchange;

/// <summary>Which orders are rejected, with which code and words; <c>Rejections</c> names their sources.</summary>
public sealed class RejectionTests
{
    private const string Increment = "sub-penny increment does not fulfill minimum pricing criteria";

    public static TheoryData<string, OrderRequest, string, string> BadOrders => new()
    {
        { "long id", Request() with { Id = new(new string('x', 129)) }, "40010001", "128" },
        { "no quantity", Request() with { Quantity = 0 }, "42210000", "qty must be > 0" },
        { "unknown symbol", Request() with { Symbol = "NOPE" }, "42210000", "NOPE" },
        { "limit without price", Request() with { Type = OrderType.Limit }, "40010001", "limit orders require a limit price" },
        { "market with price", Request() with { LimitPrice = 99m }, "40010001", "market orders require no stop or limit price" },
        { "stop order", Request() with { Type = OrderType.Stop }, "40010001", "stop orders require a stop price" },
        { "negative limit", Limit(-1m), "42210000", "limit_price: must be > 0" },
        { "limit increment", Limit(99.001m), "42210000", $"invalid limit_price 99.001. {Increment}" },
        { "penny stock increment", Limit(0.12345m), "42210000", Increment },
        { "extended market", Request() with { ExtendedHours = true }, "42210000",
            "extended hours order must be DAY or GTC limit orders" },
        { "extended bracket", Limit(100m) with { ExtendedHours = true, Bracket = new(98m, 104m) }, "42210000", "complex orders" },
        { "bracket sale", Request() with { Side = OrderSide.Sell, Bracket = new(98m, 104m) }, "42210000",
            "bracket orders must be entry orders" },
        { "stop increment", Request() with { Bracket = new(98.001m, 104m) }, "42210000",
            $"stop_loss.stop_price 98.001. {Increment}" },
        { "target increment", Request() with { Bracket = new(98m, 104.001m) }, "42210000",
            $"take_profit.limit_price 104.001. {Increment}" },
        { "stop at market", Request() with { Bracket = new(100m, 104m) }, "42210000",
            "stop_loss.stop_price must be <= base_price - 0.01" },
        { "target at market", Request() with { Bracket = new(98m, 100m) }, "42210000",
            "take_profit.limit_price must be >= base_price + 0.01" },
        { "stop at limit", Limit(95m) with { Bracket = new(95m, 104m) }, "42210000", "stop_loss.stop_price" },
        { "target at limit", Limit(110m) with { Bracket = new(98m, 104m) }, "42210000", "take_profit.limit_price" },
        { "too dear", Request() with { Quantity = 1000 }, "40310000", "insufficient buying power" },
        { "short sale", Request() with { Side = OrderSide.Sell }, "40310000", "account is not allowed to short" },
        { "no price", Request() with { Symbol = "QQQ" }, "42210000", "no price of QQQ is known yet" },
    };

    [Theory]
    [MemberData(nameof(BadOrders))]
    public void A_bad_order_is_rejected_with_a_code_and_words_and_leaves_no_trace(
        string name, OrderRequest request, string code, string words)
    {
        var desk = new Desk(new ExchangeOptions { KnownSymbols = new HashSet<string> { Desk.Symbol, "QQQ" } });
        var rejected = Desk.Rejected(desk.Exchange.Submit(request, Desk.At("10:31")));

        Assert.True(rejected.Code == code, $"{name}: {rejected}");
        Assert.Contains(words, rejected.Reason, StringComparison.Ordinal);
        Assert.Empty(desk.Exchange.Orders(Instant.MinValue));
        Assert.Null(desk.Exchange.Find(request.Id));
    }

    public static TheoryData<OrderRequest> GoodOrders =>
    [
        Request() with { Id = new(new string('x', 128)) },
        Request() with { Bracket = new(99.99m, 100.01m) },
        Limit(0.1234m),
        Limit(100m) with { Quantity = 1000 },
        Limit(95m) with { Bracket = new(94.99m, 95.01m) },
    ];

    [Theory]
    [MemberData(nameof(GoodOrders))]
    public void An_order_just_within_the_rules_is_taken(OrderRequest request) =>
        Assert.IsType<SubmitOutcome.Accepted>(new Desk().Exchange.Submit(request, Desk.At("10:31")));

    [Fact]
    public void A_client_order_id_is_taken_only_once_even_after_its_order_is_final()
    {
        var desk = new Desk();
        var order = desk.BuyFilled(1);
        var again = Desk.Rejected(desk.Exchange.Submit(Request() with { Id = order.ClientId }, Desk.At("10:32")));
        Assert.Equal(("40010001", "client_order_id must be unique"), (again.Code, again.Reason));
    }

    [Fact]
    public void Shares_that_a_brackets_legs_hold_cannot_be_sold_twice()
    {
        var desk = new Desk();
        desk.BuyFilled(5, new Bracket(98m, 104m));
        var rejected = Desk.Rejected(desk.Exchange.Submit(desk.Request(OrderSide.Sell, 5), Desk.At("10:32")));
        Assert.Equal(("40310000", "insufficient qty available for order (requested: 5, available: 0)"),
            (rejected.Code, rejected.Reason));
    }

    [Fact]
    public void Shares_that_a_sell_order_offers_cannot_be_sold_twice()
    {
        var desk = new Desk();
        desk.BuyFilled(5);
        desk.Sell(3, "10:32");
        var rejected = Desk.Rejected(desk.Exchange.Submit(desk.Request(OrderSide.Sell, 3), Desk.At("10:32")));
        Assert.Contains("(requested: 3, available: 2)", rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_of_a_bracket_that_is_still_filling_belong_to_its_legs()
    {
        var desk = new Desk();
        desk.Buy(5, bracket: new Bracket(98m, 104m));
        desk.TradeFlat("10:31", 100m, volume: 30);
        var rejected = Desk.Rejected(desk.Exchange.Submit(desk.Request(OrderSide.Sell, 1), Desk.At("10:32")));
        Assert.Contains("available: 0", rejected.Reason, StringComparison.Ordinal);
    }

    private static OrderRequest Request() => new(new ClientOrderId("mine"), Desk.Symbol, OrderSide.Buy, 5, OrderType.Market);

    private static OrderRequest Limit(decimal price) => Request() with { Type = OrderType.Limit, LimitPrice = price };
}
