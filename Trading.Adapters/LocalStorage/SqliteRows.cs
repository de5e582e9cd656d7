using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Trading.Core.Execution;
using Trading.Core.Journal;
using Trading.Core.Risk;

namespace Trading.Adapters.LocalStorage;

/// <summary>The journal's records as rows: the columns in order, a record's values, and a record read back.</summary>
internal static class SqliteRows
{
    public const string PredictionColumns =
        "session, rowkey, symbol, minute, model, probability, features, reason, profit, net_return";

    public const string IntentColumns =
        "session, rowkey, symbol, side, quantity, type, limit_price, stop_price, take_profit_price, extended_hours, purpose, "
        + "decided_at, based_on, reference_price, confidence, model, status, detail";

    public const string TradeColumns =
        "session, rowkey, symbol, quantity, entry_at, entry_price, confidence, model, exit_at, exit_price, exit_reason";

    public const string JobColumns = "session, rowkey, started_at, attempt, finished_at, counts, note, error";

    public const string PerformanceColumns =
        "session, rowkey, equity, pnl, trades, wins, max_drawdown, predictions, correct, profits, signals, signals_claimed, signals_hit";

    public static object?[] Values(PredictionRow row) =>
    [
        row.Session.Text(), row.RowKey(), row.Symbol, row.Minute.Text(), row.ModelId, (double)row.Probability,
        row.FeaturesHash.ToString("x16", CultureInfo.InvariantCulture), row.Reason.ToString(), row.Profit, row.NetReturn,
    ];

    public static PredictionRow Prediction(SqliteDataReader row) => new(
        row.Date(0), row.GetString(2), row.Instant(3), row.GetString(4), (float)row.GetDouble(5),
        ulong.Parse(row.GetString(6), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), row.Name<ReasonCode>(7),
        row.IsDBNull(8) ? null : row.GetBoolean(8), row.DoubleOrNull(9));

    public static object?[] Values(OrderIntent intent) =>
    [
        intent.Session.Text(), intent.Id.Value, intent.Request.Symbol, intent.Request.Side.ToString(), intent.Request.Quantity,
        intent.Request.Type.ToString(), intent.Request.LimitPrice.Text(), (intent.Request.Bracket?.StopPrice).Text(),
        (intent.Request.Bracket?.TakeProfitPrice).Text(), intent.Request.ExtendedHours, intent.Purpose.ToString(),
        intent.DecidedAt.Text(), intent.BasedOn.Text(), intent.ReferencePrice.Text(), intent.Confidence, intent.ModelId,
        intent.Status.ToString(), intent.Detail,
    ];

    public static OrderIntent Intent(SqliteDataReader row) => new(
        new(new ClientOrderId(row.GetString(1)), row.GetString(2), row.Name<OrderSide>(3), row.GetInt32(4), row.Name<OrderType>(5),
            row.DecimalOrNull(6), row.IsDBNull(7) ? null : new Bracket(row.Decimal(7), row.Decimal(8)), row.GetBoolean(9)),
        row.Name<OrderPurpose>(10), row.Date(0), row.Instant(11), row.InstantOrNull(12), row.Decimal(13), row.DoubleOrNull(14),
        row.StringOrNull(15), row.Name<IntentStatus>(16), row.GetString(17));

    public static Halt Halt(SqliteDataReader row) => new(row.Instant(0), row.GetBoolean(1), row.GetString(2));

    public static object?[] Values(TradeRow trade) =>
    [
        trade.Session.Text(), trade.EntryId.Value, trade.Symbol, trade.Quantity, trade.EntryAt.Text(), trade.EntryPrice.Text(),
        trade.Confidence, trade.ModelId, trade.ExitAt.Text(), trade.ExitPrice.Text(), trade.ExitReason?.ToString(),
    ];

    public static TradeRow Trade(SqliteDataReader row) => new(
        new(row.GetString(1)), row.Date(0), row.GetString(2), row.GetInt32(3), row.Instant(4), row.Decimal(5), row.GetDouble(6),
        row.GetString(7), row.InstantOrNull(8), row.DecimalOrNull(9), row.IsDBNull(10) ? null : row.Name<ExitReason>(10));

    public static object?[] Values(JobRunRow run) =>
    [
        run.Session.Text(), run.Key, run.StartedAt.Text(), run.Attempt, run.FinishedAt.Text(),
        run.Counts is null ? null : JsonSerializer.Serialize(run.Counts), run.Note, run.Error,
    ];

    public static JobRunRow Job(SqliteDataReader row) => new(
        row.Date(0), row.GetString(1), row.Instant(2), row.GetInt32(3), row.InstantOrNull(4),
        row.IsDBNull(5) ? null : Counts(row.GetString(5)), row.GetString(6), row.StringOrNull(7));

    public static object?[] Values(PerformanceRow row) =>
    [
        row.Session.Text(), "day", row.Equity.Text(), row.Pnl.Text(), row.Trades, row.Wins, row.MaxDrawdown, row.Predictions,
        row.Correct, row.Profits, row.Signals, row.SignalsClaimed, row.SignalsHit,
    ];

    public static PerformanceRow Performance(SqliteDataReader row) => new(
        row.Date(0), row.Decimal(2), row.Decimal(3), row.GetInt32(4), row.GetInt32(5), row.GetDouble(6), row.GetInt32(7),
        row.GetInt32(8), row.GetInt32(9), row.GetInt32(10), row.GetDouble(11), row.GetInt32(12));

    private static Dictionary<string, int>? Counts(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, int>>(json);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The counts of a job run are not JSON: {e.Message}", e);
        }
    }
}
