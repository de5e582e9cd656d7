using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>The checks before an order is accepted, in Alpaca's order: the fields first and the account last.</summary>
internal sealed class OrderValidator(ExchangeOptions options, OrderLog orders, Ledger ledger)
{
    private const int MaxIdLength = 128;

    /// <summary>Alpaca's smallest distance between a bracket's legs and its entry price, dollars.</summary>
    private const decimal LegDistance = 0.01m;

    /// <summary>The rejection of an order, or null when it is accepted.</summary>
    /// <param name="request">The order.</param>
    /// <param name="replaced">The order that it replaces, whose money or shares it may use.</param>
    public SubmitOutcome.Rejected? Check(OrderRequest request, WorkingOrder? replaced = null) =>
        CheckId(request.Id.Value) ?? CheckSymbol(request.Symbol) ?? CheckForm(request) ?? CheckBracket(request)
        ?? CheckFunds(request, replaced);

    /// <summary>The rejection of a leg's new price or id, or null when they are accepted.</summary>
    public SubmitOutcome.Rejected? CheckLeg(WorkingOrder leg, WorkingOrder parent, OrderChange change)
    {
        if (CheckId(change.ClientId?.Value) is { } badId) return badId;
        if (leg.IsLimit)
        {
            var limit = change.LimitPrice ?? leg.LimitPrice!.Value;
            return CheckPrice("limit_price", limit)
                ?? (limit < parent.StopLeg!.StopPrice + LegDistance ? Rejections.LegsCross() : null);
        }
        var stop = change.StopPrice ?? leg.StopPrice!.Value;
        return CheckPrice("stop_price", stop)
            ?? (stop > parent.TargetLeg!.LimitPrice - LegDistance ? Rejections.LegsCross() : null);
    }

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

    private static SubmitOutcome.Rejected? CheckForm(OrderRequest request)
    {
        if (request.Quantity <= 0) return Rejections.Quantity();
        if (request.Type == OrderType.Stop) return Rejections.StopPriceMissing();
        if (request.Type == OrderType.Market && request.LimitPrice is not null) return Rejections.LimitPriceOnMarketOrder();
        if (request.Type == OrderType.Limit && request.LimitPrice is null) return Rejections.LimitPriceMissing();
        if (request.LimitPrice is { } limit && CheckPrice("limit_price", limit) is { } rejection) return rejection;
        return request.ExtendedHours && request.Type != OrderType.Limit ? Rejections.ExtendedHoursNeedsLimit() : null;
    }

    private SubmitOutcome.Rejected? CheckBracket(OrderRequest request)
    {
        if (request.Bracket is not { } bracket) return null;
        if (request.Side != OrderSide.Buy) return Rejections.BracketNotEntry();
        if (request.ExtendedHours) return Rejections.ExtendedHoursBracket();
        if (CheckPrice("stop_loss.stop_price", bracket.StopPrice) is { } badStop) return badStop;
        if (CheckPrice("take_profit.limit_price", bracket.TakeProfitPrice) is { } badTarget) return badTarget;
        if ((request.LimitPrice ?? ledger.Book(request.Symbol).LastPrice) is not { } basePrice)
            return Rejections.NoPrice(request.Symbol);
        if (bracket.TakeProfitPrice < basePrice + LegDistance) return Rejections.TargetBelowBase();
        return bracket.StopPrice > basePrice - LegDistance ? Rejections.StopAboveBase() : null;
    }

    private SubmitOutcome.Rejected? CheckFunds(OrderRequest request, WorkingOrder? replaced)
    {
        var book = ledger.Book(request.Symbol);
        var others = replaced is null ? orders.Live : orders.Live.Where(order => order != replaced);
        if (request.Side == OrderSide.Sell)
        {
            if (book.Quantity == 0) return Rejections.Short();
            var available = book.AvailableShares(others);
            return request.Quantity > available ? Rejections.Shares(request.Quantity, available) : null;
        }
        if (ledger.BuyPrice(book, request.LimitPrice) is not { } price) return Rejections.NoPrice(request.Symbol);
        return request.Quantity * price > ledger.Account(others).BuyingPower ? Rejections.BuyingPower() : null;
    }

    private static SubmitOutcome.Rejected? CheckPrice(string field, decimal price)
    {
        if (price <= 0) return Rejections.NotPositive(field);
        return PriceIncrement.IsValid(price) ? null : Rejections.Increment(field, price);
    }
}
