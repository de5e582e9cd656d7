using Trading.Adapters.StorageFormats;
using Trading.Core.Orders;

namespace Trading.Adapters.LocalStorage.Rows;

/// <summary>A row of the table <c>intents</c>; its key is the client order id.</summary>
internal sealed record SqliteIntent : ISqliteRow
{
    public static string Table => "intents";

    public LocalDate Session { get; init; }

    public ClientOrderId Rowkey { get; init; }

    public string Symbol { get; init; } = "";

    public string Side { get; init; } = "";

    public int Quantity { get; init; }

    public string Type { get; init; } = "";

    public decimal? LimitPrice { get; init; }

    /// <summary>The bracket's stop; the order's own is <see cref="OrderStopPrice"/>.</summary>
    public decimal? StopPrice { get; init; }

    public decimal? TakeProfitPrice { get; init; }

    public bool ExtendedHours { get; init; }

    public string Purpose { get; init; } = "";

    public Instant DecidedAt { get; init; }

    public Instant? BasedOn { get; init; }

    public decimal ReferencePrice { get; init; }

    public double? Confidence { get; init; }

    public string? Model { get; init; }

    public string Status { get; init; } = "";

    public string Detail { get; init; } = "";

    public long? Checksum { get; set; }

    public decimal? OrderStopPrice { get; init; }

    /// <summary>True or null.</summary>
    public bool? GoodTilCancelled { get; init; }

    public static SqliteIntent Of(OrderIntent intent) => new()
    {
        Session = intent.Session,
        Rowkey = intent.Id,
        Symbol = intent.Request.Symbol,
        Side = intent.Request.Side.ToString(),
        Quantity = intent.Request.Quantity,
        Type = intent.Request.Type.ToString(),
        LimitPrice = intent.Request.LimitPrice,
        StopPrice = intent.Request.Bracket?.StopPrice,
        TakeProfitPrice = intent.Request.Bracket?.TakeProfitPrice,
        ExtendedHours = intent.Request.ExtendedHours,
        Purpose = intent.Purpose.ToString(),
        DecidedAt = intent.DecidedAt,
        BasedOn = intent.BasedOn,
        ReferencePrice = intent.ReferencePrice,
        Confidence = intent.Probability,
        Model = intent.ModelId,
        Status = intent.Status.ToString(),
        Detail = intent.Note,
        OrderStopPrice = intent.Request.StopPrice,
        GoodTilCancelled = intent.Request.GoodTilCancelled ? true : null,
    };

    public OrderIntent ToIntent() => new(
        new(Rowkey, Symbol, StoredText.ToEnum<OrderSide>(Side), Quantity, StoredText.ToEnum<OrderType>(Type), LimitPrice,
            ToBracket(), ExtendedHours, OrderStopPrice, GoodTilCancelled ?? false),
        StoredText.ToEnum<OrderPurpose>(Purpose), Session, DecidedAt, BasedOn, ReferencePrice, Confidence, Model,
        StoredText.ToEnum<IntentStatus>(Status), Detail);

    private Bracket? ToBracket() => (StopPrice, TakeProfitPrice) switch
    {
        (null, _) => null,
        ({ } stop, { } target) => new Bracket(stop, target),
        _ => throw new FormatException($"The intent {Rowkey} has a stop price and no take-profit price."),
    };
}
