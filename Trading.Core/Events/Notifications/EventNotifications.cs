using NodaTime.Text;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Events.Notifications;

/// <summary>Which events a person should hear of, and how much each matters.</summary>
public static class EventNotifications
{
    /// <summary>The notification of an event; null when it is the usual course and no news.</summary>
    public static Notification? Of(TradingEvent e) => e switch
    {
        OrderFilled f => Trade(NotificationKind.TradeOpened, f, f.Trade),
        PositionClosed c => Trade(NotificationKind.TradeClosed, c, c.Trade),
        OrderRefused r => Order(
            // A sale that is refused leaves a position that was to be closed.
            NotificationKind.OrderRefused, IsEntry(r.Intent) ? NotificationLevel.Warning : NotificationLevel.Critical, r,
            r.Intent),
        OrderInDoubt d => Order(NotificationKind.OrderInDoubt, NotificationLevel.Warning, d, d.Intent),
        PositionUnprotected u => Position(NotificationKind.PositionUnprotected, u, u.Position, u.Error),
        PositionNotSold n => Position(NotificationKind.SaleFailed, n, n.Position, n.Error),
        JobFailed j => Job(NotificationKind.JobFailed, j, j.Run) with { Level = OfJob(j.Run.Key.Job) },
        JobRecovered j => Job(NotificationKind.JobRecovered, j, j.Run) with { Ends = OfJob(j.Run.Key.Job) },
        StepFailed s => Step(NotificationKind.StepFailed, s, s.Step, s.Error) with { Level = OfStep(s.StopsTrading) },
        StepRecovered s => Step(NotificationKind.StepRecovered, s, s.Step, null) with { Ends = OfStep(s.StopsTrading) },
        ModelTrained m => Model(NotificationKind.ModelTrained, NotificationLevel.Info, m, m.Card.Id),
        ModelPromoted m => Model(NotificationKind.ModelPromoted, NotificationLevel.Info, m, m.Card.Id),
        ModelRetired m => Model(NotificationKind.ModelRetired, NotificationLevel.Warning, m, m.ModelId),
        ModelDoubted m => new(NotificationKind.ModelDoubted, NotificationLevel.Warning, m.At, "")
        {
            Event = m,
            Fields = Fields(("odds", m.Odds)),
        },
        // Another halt is news, though another program lifted the last one and told its own people.
        Halted h => new(
            NotificationKind.Halted, NotificationLevel.Critical, h.At,
            $"{InstantPattern.ExtendedIso.Format(h.Halt.Since)} {h.Halt.Flatten}")
        {
            Event = h,
            Fields = Fields(("since", h.Halt.Since), ("flatten", h.Halt.Flatten), ("reason", h.Halt.Reason)),
        },
        Resumed r => new(NotificationKind.Resumed, NotificationLevel.Info, r.At, "")
        {
            Event = r,
            Ends = NotificationLevel.Critical,
        },
        DayEnded d => Day(d),
        RunStarted r => new(NotificationKind.Started, NotificationLevel.Info, r.At, "") { Event = r },
        RunStopped r => new(
            NotificationKind.Stopped, r.Error is null ? NotificationLevel.Info : NotificationLevel.Critical, r.At, "")
        {
            Event = r,
            Fields = Fields(("error", r.Error)),
        },
        _ => null,
    };

    private static bool IsEntry(OrderIntent intent) => intent.Purpose == OrderPurpose.Entry;

    // The night's training sells nothing and is tried again until the morning.
    private static NotificationLevel OfJob(JobKind job) =>
        job == JobKind.NightlyRetrain ? NotificationLevel.Warning : NotificationLevel.Critical;

    private static NotificationLevel OfStep(bool stopsTrading) =>
        stopsTrading ? NotificationLevel.Critical : NotificationLevel.Warning;

    // A trade that ended without a known price ended in a way that nobody meant.
    private static Notification Trade(NotificationKind kind, TradingEvent e, TradeRow trade) =>
        new(kind, trade is { IsOpen: false, Pnl: null } ? NotificationLevel.Warning : NotificationLevel.Info, e.At,
            trade.EntryId.Value)
        {
            Symbol = trade.Symbol,
            Event = e,
            Fields = Fields(
                ("entryId", trade.EntryId.Value), ("quantity", trade.Quantity), ("entryPrice", trade.EntryPrice),
                ("probability", trade.Probability), ("exitPrice", trade.ExitPrice), ("exitReason", trade.ExitReason?.ToString()),
                ("pnl", trade.Pnl)),
        };

    private static Notification Order(NotificationKind kind, NotificationLevel level, TradingEvent e, OrderIntent intent) =>
        new(kind, level, e.At, $"{intent.Request.Symbol} {intent.Purpose}")
        {
            Symbol = intent.Request.Symbol,
            Event = e,
            Reason = intent.Note ?? "",
            Fields = Fields(
                ("orderId", intent.Id.Value), ("side", $"{intent.Request.Side}"), ("quantity", intent.Request.Quantity),
                ("purpose", $"{intent.Purpose}"), ("detail", intent.Note)),
        };

    private static Notification Position(NotificationKind kind, TradingEvent e, Position position, string error) =>
        new(kind, NotificationLevel.Critical, e.At, position.Symbol)
        {
            Symbol = position.Symbol,
            Event = e,
            Reason = error,
            IsDealtWith = error.Length == 0,
            Fields = Fields(("quantity", position.Quantity), ("error", error.Length > 0 ? error : null)),
        };

    private static Notification Job(NotificationKind kind, TradingEvent e, JobRunRow run) =>
        new(kind, NotificationLevel.Info, e.At, $"{run.Key.Job}")
        {
            Event = e,
            Reason = run.Error ?? "",
            Fields = Fields(
                ("job", $"{run.Key.Job}"), ("run", $"{run.Key}"), ("session", run.Session), ("attempt", run.Attempt),
                ("error", run.Error)),
        };

    private static Notification Step(NotificationKind kind, TradingEvent e, string step, string? error) =>
        new(kind, NotificationLevel.Info, e.At, step)
        {
            Event = e,
            Reason = error ?? "",
            Fields = Fields(("step", step), ("error", error)),
        };

    private static Notification Model(NotificationKind kind, NotificationLevel level, TradingEvent e, string modelId) =>
        new(kind, level, e.At, modelId) { Event = e, Fields = Fields(("model", modelId)) };

    private static Notification Day(DayEnded ended)
    {
        var day = ended.Day;
        return new(NotificationKind.DayEnded, NotificationLevel.Info, ended.At, $"{day.Session:uuuu-MM-dd}")
        {
            Event = ended,
            Fields = Fields(
                ("session", day.Session), ("pnl", day.Pnl), ("equity", day.Equity), ("trades", day.Trades), ("wins", day.Wins),
                ("signals", day.Signals), ("signalsHit", day.SignalsHit), ("maxDrawdown", day.MaxDrawdown)),
        };
    }

    private static Dictionary<string, object?> Fields(params (string Name, object? Value)[] fields) =>
        fields.Where(f => f.Value is not null).ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
}
