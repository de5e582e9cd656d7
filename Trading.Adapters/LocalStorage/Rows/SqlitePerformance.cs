using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage.Rows;

/// <summary>A row of the table <c>performance</c>: one a session, whose key is always the same.</summary>
internal sealed record SqlitePerformance : ISqliteRow
{
    private const string Key = "day";

    public static string Table => "performance";

    public LocalDate Session { get; init; }

    public string Rowkey { get; init; } = Key;

    public decimal Equity { get; init; }

    public decimal Pnl { get; init; }

    public int Trades { get; init; }

    public int Wins { get; init; }

    public double MaxDrawdown { get; init; }

    public int Predictions { get; init; }

    public int Correct { get; init; }

    public int Profits { get; init; }

    public int Signals { get; init; }

    public double SignalsClaimed { get; init; }

    public int SignalsHit { get; init; }

    public long? Checksum { get; set; }

    public static SqlitePerformance Of(PerformanceRow row) => new()
    {
        Session = row.Session,
        Equity = row.Equity,
        Pnl = row.Pnl,
        Trades = row.Trades,
        Wins = row.Wins,
        MaxDrawdown = row.MaxDrawdown,
        Predictions = row.Predictions,
        Correct = row.Correct,
        Profits = row.Profits,
        Signals = row.Signals,
        SignalsClaimed = row.SignalsClaimed,
        SignalsHit = row.SignalsHit,
    };

    public PerformanceRow ToPerformance() => new(
        Session, Equity, Pnl, Trades, Wins, MaxDrawdown, Predictions, Correct, Profits, Signals, SignalsClaimed, SignalsHit);
}
