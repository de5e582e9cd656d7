using Trading.Core.Execution;
using Trading.Core.Market;

namespace Trading.Simulation.Exchange;

/// <summary>What Alpaca checks before it takes an order, the form first and the account last.</summary>
internal sealed class OrderValidator(ExchangeOptions options, OrderLog orders, Ledger ledger)
{
    private const int LongestId = 128;

    /// <summary>Alpaca's smallest distance between a bracket's legs and the price it is entered at, dollars.</summary>
    private const decimal LegDistance = 0.01m;

    /// <summary>Why the order is refused, or null when it may be taken.</summary>
    /// <param name="request">The order.</param>
    /// <param name="replaced">The order whose place it takes and whose money or shares it may use.</param>
    public SubmitOutcome.Rejected? Refuse(OrderRequest request, WorkingOrder? replaced = null) =>
        RefuseId(request.Id.Value) ?? RefuseSymbol(request.Symbol) ?? RefuseForm(request) ?? RefuseBracket(request)
        ?? RefuseFunds(request, replaced);

    /// <summary>Why a leg's new price or id is refused, or null when it may be taken.</summary>
    public SubmitOutcome.Rejected? RefuseLeg(WorkingOrder leg, WorkingOrder parent, OrderChange change)
    {
        if (RefuseId(change.ClientId?.Value) is { } badId) return badId;
        if (leg.IsLimit)
        {
            var limit = change.LimitPrice ?? leg.LimitPrice!.Value;
            return RefusePrice("limit_price", limit)
                ?? (limit < parent.StopLeg!.StopPrice + LegDistance ? Rejections.LegsCross() : null);
        }
        var stop = change.StopPrice ?? leg.StopPrice!.Value;
        return RefusePrice("stop_price", stop) ?? (stop > parent.TargetLeg!.LimitPrice - LegDistance ? Rejections.LegsCross() : null);
    }

    private SubmitOutcome.Rejected? RefuseId(string? id)
    {
        if (string.IsNullOrEmpty(id)) return null;
        if (id.Length > LongestId) return Rejections.LongId();
        return orders.FindByClientId(id) is null ? null : Rejections.DuplicateId();
    }

    private SubmitOutcome.Rejected? RefuseSymbol(string symbol)
    {
        var known = options.KnownSymbols?.Contains(symbol) ?? !string.IsNullOrWhiteSpace(symbol);
        return known ? null : Rejections.UnknownSymbol(symbol);
    }

    private static SubmitOutcome.Rejected? RefuseForm(OrderRequest request)
    {
        if (request.Quantity <= 0) return Rejections.Quantity();
        if (request.Type == OrderType.Stop) return Rejections.StopPriceMissing();
        if (request.Type == OrderType.Market && request.LimitPrice is not null) return Rejections.LimitPriceOnMarketOrder();
        if (request.Type == OrderType.Limit && request.LimitPrice is null) return Rejections.LimitPriceMissing();
        if (request.LimitPrice is { } limit && RefusePrice("limit_price", limit) is { } refusal) return refusal;
        return request.ExtendedHours && request.Type != OrderType.Limit ? Rejections.ExtendedHoursNeedsLimit() : null;
    }

    private SubmitOutcome.Rejected? RefuseBracket(OrderRequest request)
    {
        if (request.Bracket is not { } bracket) return null;
        if (request.Side != OrderSide.Buy) return Rejections.BracketNotEntry();
        if (request.ExtendedHours) return Rejections.ExtendedHoursBracket();
        if (RefusePrice("stop_loss.stop_price", bracket.StopPrice) is { } badStop) return badStop;
        if (RefusePrice("take_profit.limit_price", bracket.TakeProfitPrice) is { } badTarget) return badTarget;
        if ((request.LimitPrice ?? ledger.Book(request.Symbol).LastPrice) is not { } basePrice) return Rejections.NoPrice(request.Symbol);
        if (bracket.TakeProfitPrice < basePrice + LegDistance) return Rejections.TargetBelowBase();
        return bracket.StopPrice > basePrice - LegDistance ? Rejections.StopAboveBase() : null;
    }

    private SubmitOutcome.Rejected? RefuseFunds(OrderRequest request, WorkingOrder? replaced)
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

    private static SubmitOutcome.Rejected? RefusePrice(string field, decimal price)
    {
        if (price <= 0) return Rejections.NotPositive(field);
        return PriceIncrement.IsValid(price) ? null : Rejections.Increment(field, price);
    }
}
