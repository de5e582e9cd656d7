using Trading.Core.Events;
using Trading.Core.Events.Notifications;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Reporting;

/// <summary>Makes the words of notifications. Titles begin with whose money it is about, unless that is not known.</summary>
public static class NotificationText
{
    /// <summary>The words of a notification.</summary>
    /// <param name="notification">What a person should hear of.</param>
    /// <param name="mode">Whose money it is about; null when that is not known.</param>
    /// <returns>A few words without a full stop, and a sentence or two; times are New York's and say so.</returns>
    public static (string Title, string Text) Of(Notification notification, TradingMode? mode)
    {
        var (title, text) = notification.Event is { } e ? OfEvent(notification, e) : OfKind(notification);
        return ($"{OfMode(mode)}{title}", text);
    }

    private static string OfMode(TradingMode? mode) => mode switch
    {
        TradingMode.Live => "REAL MONEY: ",
        TradingMode.Paper => "Paper: ",
        TradingMode.Simulated => "Simulated: ",
        _ => "",
    };

    private static (string Title, string Text) OfKind(Notification n) => n.Kind switch
    {
        NotificationKind.NoBars => (
            "no bars", "No bars come: no scan of the last hour saw a new one. See whether the data feed has the symbols."),
        NotificationKind.Test => (
            "a test of notifications", "Notifications of Trading arrive here. Nothing has happened."),
        _ => (FigureText.Words($"{n.Kind}"), n.Subject),
    };

    private static (string Title, string Text) OfEvent(Notification n, TradingEvent e) => e switch
    {
        OrderFilled { Trade: var t } => ($"bought {t.Quantity} {t.Symbol}", Sentence(TradeText.Bought(t))),
        PositionClosed { Trade: var t } => (
            $"sold {t.Quantity} {t.Symbol}: {FigureText.Money(t.Pnl, withPlus: true)}", Sentence(TradeText.Sold(t))),
        OrderRefused { Intent: var i } => ($"{i.Request.Symbol}: order refused", $"The broker refused to {Order(i)}: {i.Note}"),
        OrderInDoubt { Intent: var i } => (
            $"{i.Request.Symbol}: order in doubt",
            $"Whether the broker took the order to {Order(i)} is not known: {i.Note} The next scan asks."),
        PositionUnprotected { Position: var p, Error: "" } => (
            $"{p.Symbol} has no live stop", $"{p.Quantity} {p.Symbol} had no live stop at the broker and is being sold."),
        PositionUnprotected { Position: var p, Error: var error } => (
            $"{p.Symbol} has no live stop",
            $"{p.Quantity} {p.Symbol} has no live stop at the broker and is NOT being sold: {error}"),
        PositionNotSold { Position: var p } s => (
            $"{p.Symbol} is not being sold",
            $"{p.Quantity} {p.Symbol} has to be sold ({Words(s.Purpose)}) and is not being sold: {s.Error}"),
        JobFailed { Run: var r } => ($"{Job(r)} failed", $"{Job(r)} failed at {FigureText.NewYork(r.StartedAt)} New York: {r.Error}"),
        JobRecovered { Run: var r } => ($"{Job(r)} works again", $"{Job(r)} works again."),
        StepFailed s => ($"{s.Step}: trouble", $"{s.Step}: {s.Error}"),
        StepRecovered s => ($"{s.Step} works again", $"{s.Step} works again."),
        ModelTrained { Card: var c } => (
            "model trained", $"The night's model {c.Id} is trained. {EvidenceText.Of(c.Evidence)}"),
        ModelPromoted { Card: var c } => ("the recipe is proven", $"Model {c.Id} trades full positions. {EvidenceText.Of(c.Evidence)}"),
        ModelRetired r => ("the recipe is proven no longer", $"Model {r.ModelId} is retired. {r.Verdict.Reason}"),
        ModelDoubted d => ("no more entries today", EvidenceText.OfToday(d.Odds)),
        Halted { Halt: var h } => ("HALTED", $"{HaltSentence.Of(h)}."),
        Resumed { Halt: var h } => (
            "the halt is lifted", $"The halt of {FigureText.NewYork(h.Since)} New York is lifted; a proven model may buy again."),
        DayEnded { Day: var d } => ($"result of {FigureText.Date(d.Session)}: {FigureText.Money(d.Pnl, withPlus: true)}", Day(d)),
        RunStarted s => (
            "trading has started",
            $"Trading has started: equity {FigureText.Money(s.Equity)}, symbols {FigureText.Names(s.Symbols)}."),
        RunStopped { Error: { } error } => (
            "trading has ENDED", $"Trading has ended by an error, and no job runs any more: {error} "
                + "Positions keep their stops and targets at the broker."),
        RunStopped => ("trading has stopped", "Trading was stopped. Positions keep their stops and targets at the broker."),
        _ => OfKind(n),
    };

    private static string Order(OrderIntent intent)
    {
        var verb = intent.Request.Side == OrderSide.Buy ? "buy" : "sell";
        var why = intent.Purpose == OrderPurpose.Entry ? "" : $" ({Words(intent.Purpose)})";
        return $"{verb} {intent.Request.Quantity} {intent.Request.Symbol}{why}";
    }

    private static string Words(OrderPurpose purpose) => FigureText.Words($"{purpose}").ToLowerInvariant();

    private static string Job(JobRunRow run) => FigureText.Words($"{run.Key.Job}");

    private static string Day(PerformanceRow day) =>
        $"{FigureText.Date(day.Session)}: {FigureText.Money(day.Pnl, withPlus: true)} in "
        + $"{FigureText.Counted(day.Trades, "trade")}, {FigureText.Count(day.Wins)} of them with a profit; equity "
        + $"{FigureText.Money(day.Equity)}. {FigureText.Counted(day.Signals, "signal")}, {FigureText.Count(day.SignalsHit)} came true "
        + $"({FigureText.Number(day.SignalsClaimed, 1)} claimed).";

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}
