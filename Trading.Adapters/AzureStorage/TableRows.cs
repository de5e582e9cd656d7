using Azure.Data.Tables;
using Trading.Adapters.StorageFormats;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>The journal's records as rows, and rows read back.</summary>
internal static class TableRows
{
    private const string SessionKey = "PartitionKey";
    private const int DateLength = 10;

    /// <summary>The beginning of the keys of signals' copies, behind those of the minutes' markers.</summary>
    public const string SignalPrefix = $"{TableKey.MarkerPrefix}signal_";

    public static TableEntity Of(PredictionRow row) => Of(row, TableKey.Of(row.Session));

    /// <summary>A prediction in a partition that is its session's or begins with it.</summary>
    public static TableEntity Of(PredictionRow row, string partition) => Entity(row, partition, TableKey.Of(row.RowKey()));

    /// <summary>A signal's copy.</summary>
    public static TableEntity Signal(PredictionRow row) =>
        Entity(row, TableKey.Of(row.Session), SignalPrefix + TableKey.Of(row.RowKey()));

    private static TableEntity Entity(PredictionRow row, string partition, string key) => new TableEntity(partition, key)
        .With("Symbol", row.Symbol)
        .With("Minute", row.Minute)
        .With("Model", row.ModelId)
        .With("Probability", (double?)row.Probability)
        .With("Features", StoredText.OfHash(row.FeaturesHash))
        .With("Reason", row.Reason.ToString())
        .With("Profit", row.Profit)
        .With("NetReturn", row.NetReturn)
        .With("BaseProbability", (double?)row.BaseProbability);

    public static PredictionRow Prediction(TableEntity row) => new(
        StoredText.ToDate(row.PartitionKey[..Math.Min(row.PartitionKey.Length, DateLength)]), row.Text("Symbol"),
        row.Moment("Minute"), row.Text("Model"), (float)row.Number("Probability"),
        row.Hash("Features"), row.Name<ReasonCode>("Reason"), row.TruthOrNull("Profit"), row.NumberOrNull("NetReturn"),
        (float?)row.NumberOrNull("BaseProbability"));

    /// <summary>The row of an intent in its session, or its copy in another partition.</summary>
    public static TableEntity Of(OrderIntent intent, string partition, string key) => new TableEntity(partition, key)
        .With("Id", intent.Id.Value)
        .With("Session", TableKey.Of(intent.Session))
        .With("Symbol", intent.Request.Symbol)
        .With("Side", intent.Request.Side.ToString())
        .With("Quantity", intent.Request.Quantity)
        .With("Type", intent.Request.Type.ToString())
        .With("LimitPrice", intent.Request.LimitPrice)
        .With("StopPrice", intent.Request.Bracket?.StopPrice)
        .With("TakeProfitPrice", intent.Request.Bracket?.TakeProfitPrice)
        .With("ExtendedHours", intent.Request.ExtendedHours)
        .With("OrderStopPrice", intent.Request.StopPrice)
        .With("GoodTilCancelled", intent.Request.GoodTilCancelled ? (bool?)true : null)
        .With("Purpose", intent.Purpose.ToString())
        .With("DecidedAt", intent.DecidedAt)
        .With("BasedOn", intent.BasedOn)
        .With("ReferencePrice", intent.ReferencePrice)
        .With("Confidence", intent.Probability)
        .With("Model", intent.ModelId)
        .With("Status", intent.Status.ToString())
        .WithWords("Detail", intent.Note);

    public static OrderIntent Intent(TableEntity row) => new(
        new(new ClientOrderId(row.Text("Id")), row.Text("Symbol"), row.Name<OrderSide>("Side"), row.Whole(
            "Quantity"), row.Name<OrderType>("Type"),
            row.MoneyOrNull("LimitPrice"),
            row.MoneyOrNull("StopPrice") is { } stop ? new Bracket(stop, row.Money("TakeProfitPrice")) : null,
            row.Truth("ExtendedHours"), row.MoneyOrNull("OrderStopPrice"), row.TruthOrNull("GoodTilCancelled") ?? false),
        row.Name<OrderPurpose>("Purpose"), row.Session("Session"), row.Moment("DecidedAt"), row.MomentOrNull(
            "BasedOn"), row.Money("ReferencePrice"),
        row.NumberOrNull("Confidence"), row.TextOrNull("Model"), row.Name<IntentStatus>("Status"), row.Text("Detail"));

    public static TableEntity Of(Halt halt, string partition, string key) => new TableEntity(partition, key)
        .With("Since", halt.Since)
        .With("Flatten", halt.Flatten)
        .WithWords("Reason", halt.Reason)
        .With("DrawdownEquity", halt.DrawdownEquity);

    public static Halt Halt(TableEntity row) => new(row.Moment("Since"), row.Truth("Flatten"), row.Text("Reason"))
    {
        DrawdownEquity = row.MoneyOrNull("DrawdownEquity"),
    };

    public static TableEntity Of(TradeRow trade) => new TableEntity(TableKey.Of(trade.Session), TableKey.Of(trade.EntryId.Value))
        .With("Id", trade.EntryId.Value)
        .With("Symbol", trade.Symbol)
        .With("Quantity", trade.Quantity)
        .With("EntryAt", trade.EntryAt)
        .With("EntryPrice", trade.EntryPrice)
        .With("Confidence", (double?)trade.Probability)
        .With("Model", trade.ModelId)
        .With("ExitAt", trade.ExitAt)
        .With("ExitPrice", trade.ExitPrice)
        .With("ExitReason", trade.ExitReason?.ToString())
        // For people who look at the table; a reader computes it from the prices.
        .With("Pnl", trade.Pnl);

    public static TradeRow Trade(TableEntity row) => new(
        new(row.Text("Id")), row.Session(SessionKey), row.Text("Symbol"), row.Whole("Quantity"), row.Moment("EntryAt"), row.Money(
            "EntryPrice"),
        row.Number("Confidence"), row.Text("Model"), row.MomentOrNull("ExitAt"), row.MoneyOrNull(
            "ExitPrice"), row.NameOrNull<ExitReason>("ExitReason"));

    public static TableEntity Of(JobRunRow run) => new TableEntity(TableKey.Of(run.Session), TableKey.Of($"{run.Key}"))
        .With("Key", $"{run.Key}")
        .With("StartedAt", run.StartedAt)
        .With("Attempt", run.Attempt)
        .With("FinishedAt", run.FinishedAt)
        .With("Counts", JobCounts.Write(run.Result))
        .WithWords("Note", run.Note)
        .WithWords("Error", run.Error);

    public static JobRunRow Job(TableEntity row)
    {
        var key = row.Parsed("Key", JobKey.Parse);
        return new JobRunRow(
            row.Session(SessionKey), key, row.Moment("StartedAt"), row.Whole("Attempt"), row.MomentOrNull("FinishedAt"),
            row.ParsedOrNull("Counts", text => JobCounts.Read(key.Job, text)), row.Text("Note"), row.TextOrNull("Error"));
    }

    public static TableEntity Of(PerformanceRow row) => new TableEntity(TableKey.Of(row.Session), "day")
        .With("Equity", row.Equity)
        .With("Pnl", row.Pnl)
        .With("Trades", row.Trades)
        .With("Wins", row.Wins)
        .With("MaxDrawdown", (double?)row.MaxDrawdown)
        .With("Predictions", row.Predictions)
        .With("Correct", row.Correct)
        .With("Profits", row.Profits)
        .With("Signals", row.Signals)
        .With("SignalsClaimed", (double?)row.SignalsClaimed)
        .With("SignalsHit", row.SignalsHit);

    public static PerformanceRow Performance(TableEntity row) => new(
        row.Session(SessionKey), row.Money("Equity"), row.Money("Pnl"), row.Whole("Trades"), row.Whole("Wins"), row.Number(
            "MaxDrawdown"),
        row.Whole("Predictions"), row.Whole("Correct"), row.Whole("Profits"), row.Whole("Signals"), row.Number(
            "SignalsClaimed"), row.Whole("SignalsHit"));
}
