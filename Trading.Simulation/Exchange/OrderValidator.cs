using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>The checks before an order is accepted, in Alpaca's order: the fields first and the account last.</summary>
internal sealed class OrderValidator(ExchangeOptions options, OrderLog orders, Ledger ledger)
{
    private const int MaxIdLength = 128;

    private readonly LegValidator legs = new(ledger);

    /// <summary>The rejection of an order, or null when it is accepted.</summary>
    /// <param name="ticket">The order.</param>
    /// <param name="replaced">The order that it replaces, whose money or shares it may use.</param>
    public SubmitOutcome.Rejected? Check(OrderTicket ticket, WorkingOrder? replaced = null)
    {
        var request = ticket.Request;
        return CheckId(request.Id.Value) ?? CheckSymbol(request.Symbol) ?? CheckForm(ticket) ?? legs.Check(ticket)
            ?? CheckStop(ticket) ?? CheckWashTrade(ticket, replaced) ?? CheckFunds(request, replaced);
    }

    /// <summary>The rejection of a leg's new price or id, or null when they are accepted.</summary>
    public SubmitOutcome.Rejected? CheckLeg(WorkingOrder leg, OrderChange change) =>
        CheckId(change.ClientId?.Value) ?? LegValidator.CheckChange(leg, change);

    private SubmitOutcome.Rejected? CheckId(string? id)
    {
        if (string.IsNullOrEmpty(id)) return null;
        if (id.Length > MaxIdLength) return Rejections.LongId();
        return orders.FindByClientId(id) is null ? null : Rejections.DuplicateId();
    }

    private SubmitOutcome.Rejected? CheckSymbol(string symbol)
    {
        var known = options.KnownSymbols?.Contains(symbol) ?? !string.IsNullOrWhiteSpace(symbol);
        return known ? null : Rejections.UnknownSymbol(symbol);
    }

    private static SubmitOutcome.Rejected? CheckForm(OrderTicket ticket)
    {
        var request = ticket.Request;
        if (request.Quantity <= 0) return Rejections.Quantity();
        if (request.Type == OrderType.Market && request.LimitPrice is not null) return Rejections.LimitPriceOnMarketOrder();
        if (request.Type == OrderType.Limit && request.LimitPrice is null) return Rejections.LimitPriceMissing();
        if (request.Type != OrderType.Stop && request.StopPrice is not null) return Rejections.StopPriceOnOtherOrder();
        if (request.Type == OrderType.Stop && request.StopPrice is null && ticket.Trail is null)
            return request.LimitPrice is null ? Rejections.StopPriceMissing() : Rejections.StopLimitPricesMissing();
        if (request.LimitPrice is { } limit && LegValidator.CheckPrice("limit_price", limit) is { } badLimit) return badLimit;
        if (request.StopPrice is { } stop && LegValidator.CheckPrice("stop_price", stop) is { } badStop) return badStop;
        if (ticket.Trail is { } trail && !IsTrail(trail, request)) return Rejections.Trail();
        if (request.ExtendedHours && (request.Type != OrderType.Limit || !IsDayOrGtc(ticket)))
            return Rejections.ExtendedHoursNeedsLimit();
        return request.Type == OrderType.Stop && !IsDayOrGtc(ticket)
            ? Rejections.TimeOfType(OrderFieldText.Time(ticket.TimeInForce)) : null;
    }

    private static bool IsTrail(Trail trail, OrderRequest request) =>
        request is { Type: OrderType.Stop, StopPrice: null, LimitPrice: null }
        && (trail.Dollars is null) != (trail.Percent is null)
        && (trail.Dollars ?? trail.Percent) > 0 && trail.Percent is null or < 100;

    private static bool IsDayOrGtc(OrderTicket ticket) =>
        ticket.TimeInForce is TimeInForce.Day or TimeInForce.GoodTillCancelled;

    // A stop that has been reached already would be a market order.
    private SubmitOutcome.Rejected? CheckStop(OrderTicket ticket)
    {
        var request = ticket.Request;
        if (request.Type != OrderType.Stop) return null;
        if (ledger.Book(request.Symbol).LastPrice is not { } last)
            return ticket.Trail is null ? null : Rejections.NoPrice(request.Symbol);
        if (request.StopPrice is not { } stop) return null;
        if (request.Side == OrderSide.Sell) return stop < last ? null : Rejections.SellStopAbovePrice();
        return stop > last ? null : Rejections.BuyStopBelowPrice();
    }

    private SubmitOutcome.Rejected? CheckWashTrade(OrderTicket ticket, WorkingOrder? replaced) =>
        WashTrades.Opposite(ticket, Others(replaced)) is null ? null : Rejections.WashTrade();

    private SubmitOutcome.Rejected? CheckFunds(OrderRequest request, WorkingOrder? replaced)
    {
        var book = ledger.Book(request.Symbol);
        var others = Others(replaced);
        if (request.Side == OrderSide.Sell)
        {
            if (book.Quantity == 0) return Rejections.Short();
            var available = book.AvailableShares(others);
            return request.Quantity > available ? Rejections.Shares(request.Quantity, available) : null;
        }
        if (ledger.BuyPrice(book, request.LimitPrice, request.StopPrice) is not { } price)
            return Rejections.NoPrice(request.Symbol);
        return request.Quantity * price > ledger.Account(others).BuyingPower ? Rejections.BuyingPower() : null;
    }

    private IEnumerable<WorkingOrder> Others(WorkingOrder? replaced) =>
        replaced is null ? orders.Live : orders.Live.Where(order => order != replaced);
}
