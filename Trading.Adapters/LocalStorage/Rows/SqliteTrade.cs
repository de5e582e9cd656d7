using Trading.Adapters.StorageFormats;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage.Rows;

/// <summary>A row of the table <c>trades</c>; its key is the client order id of the entry.</summary>
internal sealed record SqliteTrade : ISqliteRow
{
    public static string Table => "trades";

    public LocalDate Session { get; init; }

    public ClientOrderId Rowkey { get; init; }

    public string Symbol { get; init; } = "";

    public int Quantity { get; init; }

    public Instant EntryAt { get; init; }

    public decimal EntryPrice { get; init; }

    public double Confidence { get; init; }

    public string Model { get; init; } = "";

    public Instant? ExitAt { get; init; }

    public decimal? ExitPrice { get; init; }

    public string? ExitReason { get; init; }

    public long? Checksum { get; set; }

    public static SqliteTrade Of(TradeRow trade) => new()
    {
        Session = trade.Session,
        Rowkey = trade.EntryId,
        Symbol = trade.Symbol,
        Quantity = trade.Quantity,
        EntryAt = trade.EntryAt,
        EntryPrice = trade.EntryPrice,
        Confidence = trade.Probability,
        Model = trade.ModelId,
        ExitAt = trade.ExitAt,
        ExitPrice = trade.ExitPrice,
        ExitReason = trade.ExitReason?.ToString(),
    };

    public TradeRow ToTrade() => new(
        Rowkey, Session, Symbol, Quantity, EntryAt, EntryPrice, Confidence, Model, ExitAt, ExitPrice,
        ExitReason is { } reason ? StoredText.ToEnum<ExitReason>(reason) : null);
}
