using Trading.Adapters.StorageFormats;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage.Rows;

/// <summary>A row of the table <c>predictions</c>.</summary>
internal sealed record SqlitePrediction : ISqliteRow
{
    public static string Table => "predictions";

    public LocalDate Session { get; init; }

    public string Rowkey { get; init; } = "";

    public string Symbol { get; init; } = "";

    public Instant Minute { get; init; }

    public string Model { get; init; } = "";

    public double Probability { get; init; }

    public string Features { get; init; } = "";

    public string Reason { get; init; } = "";

    public bool? Profit { get; init; }

    public double? NetReturn { get; init; }

    public double? BaseProbability { get; init; }

    public long? Checksum { get; set; }

    public static SqlitePrediction Of(PredictionRow row) => new()
    {
        Session = row.Session,
        Rowkey = row.RowKey(),
        Symbol = row.Symbol,
        Minute = row.Minute,
        Model = row.ModelId,
        Probability = row.Probability,
        Features = StoredText.OfHash(row.FeaturesHash),
        Reason = row.Reason.ToString(),
        Profit = row.Profit,
        NetReturn = row.NetReturn,
        BaseProbability = row.BaseProbability,
    };

    public PredictionRow ToPrediction() => new(
        Session, Symbol, Minute, Model, (float)Probability, StoredText.ToHash(Features), StoredText.ToEnum<ReasonCode>(Reason),
        Profit, NetReturn, (float?)BaseProbability);
}
