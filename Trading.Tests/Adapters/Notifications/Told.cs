using Microsoft.Extensions.Configuration;
using Trading.Adapters.Notifications;
using Trading.Core.Events;
using Trading.Core.Events.Notifications;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Reporting;
using Trading.Tests.Adapters.Alpaca;

namespace Trading.Tests.Adapters.Notifications;

/// <summary>Notifiers for tests, and what they are told.</summary>
internal static class Told
{
    public static Instant At { get; } = Instant.FromUtc(2025, 11, 3, 15, 31);

    public static NotifyOptionsResult Read(params (string Name, string Value)[] settings) => NotifyOptionsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(
            s.Name.Replace("__", ":", StringComparison.Ordinal), (string?)s.Value))).Build());

    /// <summary>A notifier whose waits are milliseconds.</summary>
    public static Notifier By(NotifyOptions options, Action<string>? tell = null, TimeProvider? time = null) => new(
        options, NotificationText.Of, TradingMode.Paper, tell ?? (_ => { }), time ?? TimeProvider.System);

    public static NotifyOptions To(LoopbackReceiver receiver, params (string Name, string Value)[] more)
    {
        var read = Read([("Notify__Webhook__Url", receiver.Address("/hook")), .. more]);
        Assert.Empty(read.Errors);
        return read.Options.With(delay: TimeSpan.FromMilliseconds(2));
    }

    public static ManualTime Time() => new();

    public static TradeRow Trade(string symbol = "SPY", int number = 1) => new(
        new ClientOrderId($"20251103-1031-{symbol}-{number}"), new(2025, 11, 3), symbol, 5, At, 512.30m, 0.712, "model");

    public static OrderFilled Bought(string symbol = "SPY", int number = 1) => new(At, Trade(symbol, number));

    public static PositionClosed Sold(string symbol = "SPY", int number = 1) => new(At, Trade(symbol, number) with
    {
        ExitAt = At,
        ExitPrice = 514.76m,
        ExitReason = ExitReason.TakeProfit,
    });

    public static PositionUnprotected Bare(string symbol = "SPY", string error = "") =>
        new(At, new Position(symbol, 5, 512.30m, 510m), error);

    public static JobFailed Failed(string error = "the broker does not answer", JobKind job = JobKind.MinuteScan, int minute = 31) =>
        new(new JobRunRow(new(2025, 11, 3), new JobKey(job, job == JobKind.MinuteScan ? new LocalTime(10, minute) : null), At)
        {
            FinishedAt = At,
            Error = error,
        });

    public static JobRecovered Recovered(JobKind job = JobKind.MinuteScan) =>
        new(new JobRunRow(new(2025, 11, 3), new JobKey(job, new LocalTime(10, 32)), At) { FinishedAt = At });

    public static NotificationMessage Message(
        NotificationKind kind, NotificationLevel level, string subject, string text = "text", string title = "title") =>
        new(new Notification(kind, level, At, subject), title, text);
}
