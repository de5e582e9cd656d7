using Trading.Adapters.StorageFormats;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage.Rows;

/// <summary>A row of the table <c>packed_predictions</c>: the predictions of a session that a backtest added whole.</summary>
internal sealed record SqlitePackedPredictions : ISqliteRow
{
    public static string Table => "packed_predictions";

    public LocalDate Session { get; init; }

    public string Rowkey { get; init; } = "";

    public byte[] Content { get; init; } = [];

    public long? Checksum { get; set; }

    public static SqlitePackedPredictions Of(LocalDate session, IReadOnlyList<PredictionRow> rows) =>
        new() { Session = session, Rowkey = "all", Content = PackedPredictions.Pack(rows) };

    public IReadOnlyList<PredictionRow> ToPredictions() => PackedPredictions.Unpack(Session, Content);
}
