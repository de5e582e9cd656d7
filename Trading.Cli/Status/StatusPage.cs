using Trading.Cli.Connecting;
using Trading.Cli.Halting;
using Trading.Cli.Output;
using Trading.Cli.Reading;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Orders;
using Trading.Core.Status;
using Trading.Core.Training;
using Trading.Reporting;
using Trading.Reporting.Dashboard;

namespace Trading.Cli.Status;

/// <summary>Where things stand, for people at a terminal.</summary>
internal static class StatusPage
{
    private const string Unknown = "unknown";

    public static Page Of(CommandContext context, OpenBook book, StatusReport report)
    {
        var blocks = new List<Block>();
        blocks.AddRange(Alarms.Of(report).Where(a => a.Kind != AlarmKind.Halted)
            .Select(a => new Sentence(AlarmText.Of(a, report), a.Severity == AlarmSeverity.Bad ? Tone.Bad : Tone.Caution)));
        blocks.Add(Standing(context, book, report));
        blocks.AddRange(Positions(report));
        if (report.Day is { } day) blocks.Add(Session(day));
        blocks.AddRange(Record(report));
        blocks.AddRange(Jobs(report));
        if (report.Archive is { Sessions: 0 } && report.Jobs.All(j => j.Last is null))
        {
            blocks.Add(new Sentence(
                $"Nothing is here yet. Next: 'trading demo{context.DataArgument}', or "
                    + $"'trading import PATH{context.DataArgument}'.",
                Tone.Quiet));
        }
        return new Page("Status", blocks);
    }

    private static Facts Standing(CommandContext context, OpenBook book, StatusReport report)
    {
        var isLive = report.Mode == TradingMode.Live;
        var account = isLive ? "LIVE: REAL MONEY" : report.Mode?.ToString().ToLowerInvariant() ?? "account unknown";
        var halt = report.Halt is { } active ? HaltText.Of(active, book.Book) : report.Day is null ? Unknown : "none";
        return new Facts(
        [
            new("book", $"{book.Name} ({account})", isLive ? Tone.Bad : Tone.Plain),
            new("folder", context.Folder.Root),
            new("market", StatusText.Market(report)),
            new("halt", halt, report.Halt is null ? Tone.Plain : Tone.Bad),
            new("bars", report.Archive is { } archive ? ArchiveText.Of(archive) : Unknown),
            new("model", ModelText(report.Model), report.Model is { MayTrade: true } ? Tone.Good : Tone.Caution),
            .. ModelFacts(report.Model),
            new("account", AccountText(report)),
            .. report.Protections.Select(p => new Fact(
                ProtectionText.Name(p.Kind), ProtectionText.Of(p), p.IsReached ? Tone.Caution : Tone.Plain)),
            new("last figures", report.History is [.., var last]
                ? $"{FigureText.Date(last.Session)}: equity {FigureText.Money(last.Equity)}, P&L "
                    + $"{FigureText.Money(last.Pnl, withPlus: true)}, {FigureText.Counted(last.Trades, "trade")}"
                : "none"),
            .. report.Health.Select(h => h.Error is null
                ? new Fact(h.Part, "answers", Tone.Plain)
                : new Fact(h.Part, "in trouble, see above", Tone.Bad)),
        ]);
    }

    private static IEnumerable<Fact> ModelFacts(ModelStatus? model)
    {
        if (model is null) yield break;
        if (model.Id is null)
        {
            yield return new Fact("why", model.Standing);
            yield break;
        }
        var evidence = model.Evidence?.Last ?? model.Card?.Evidence;
        yield return new Fact(
            "standing", EvidenceFigures.Standing(model.Proof),
            model.Proof == ModelStanding.Proven ? Tone.Good : model.Proof == ModelStanding.Doubted ? Tone.Bad : Tone.Caution);
        yield return new Fact("evidence", evidence is null ? EvidenceFigures.Summary(null) : EvidenceFigures.For(evidence));
        if (evidence is not null)
        {
            yield return new Fact(
                "doubt",
                $"{EvidenceText.Odds(evidence.Doubt)}, after {FigureText.Counted(evidence.Sessions, "unseen session")}",
                evidence.Standing == RecipeStanding.Doubted ? Tone.Bad : Tone.Plain);
        }
        if (model.Card?.Judged is { } judged) yield return new Fact("judged", JudgedText(judged));
    }

    private static string ModelText(ModelStatus? model) => model switch
    {
        null => Unknown,
        { Id: null } => "none",
        _ => $"{model.Id} ({(model.MayTrade ? "may trade" : "does not trade")})",
    };

    private static string JudgedText(Evaluation judged) =>
        $"log-loss {FigureText.Number(judged.LogLoss, 4)} (base forecast {FigureText.Number(judged.BaseLogLoss, 4)}), accuracy "
        + $"{FigureText.Percent(judged.Accuracy)} (majority class {FigureText.Percent(judged.MajorityClass)}), "
        + $"{FigureText.Counted(judged.Signals.Count, "signal")} claimed {FigureText.Percent(judged.Signals.Claimed)}, hit "
        + $"{FigureText.Percent(judged.Signals.Actual)}";

    private static string AccountText(StatusReport report) => report switch
    {
        { Account: { } account } =>
            $"equity {FigureText.Money(account.Equity)}, buying power {FigureText.Money(account.BuyingPower)}, drawdown "
            + $"{FigureText.Percent(report.Drawdown, 2)}",
        { HasExchange: false } => "no exchange to ask",
        _ => Unknown,
    };

    private static IEnumerable<Block> Positions(StatusReport report)
    {
        if (report is { Positions: null, HeldByJournal: { Count: > 0 } remembered })
        {
            yield return new Listing(
                "open positions as far as the journal knows; they may have been sold since",
                [
                    Column.Name("symbol"), Column.Figure("shares"), Column.Name("decided (New York)"), Column.Figure("stop"),
                    Column.Figure("target"),
                ],
                [.. remembered.Select(Row)]);
        }
        else if (report.Positions is { Count: > 0 } held)
        {
            yield return new Listing(
                "open positions",
                [
                    Column.Name("symbol"), Column.Figure("shares"), Column.Figure("paid"), Column.Figure("now"),
                    Column.Figure("P&L"), Column.Figure("stop"), Column.Figure("target"),
                ],
                [.. held.Select(Row)]);
        }
        else
        {
            var text = report.Positions is not null ? "none"
                : report.HeldByJournal is not null ? "none that the journal knows of"
                : Unknown;
            yield return new Facts(new Fact("open positions", text));
        }
    }

    private static IReadOnlyList<string> Row(OrderIntent entry) =>
    [
        entry.Request.Symbol,
        FigureText.Count(entry.Request.Quantity),
        FigureText.NewYork(entry.DecidedAt),
        FigureText.Price(entry.Request.Bracket?.StopPrice),
        FigureText.Price(entry.Request.Bracket?.TakeProfitPrice),
    ];

    private static IReadOnlyList<string> Row(PositionStatus held) =>
    [
        held.Position.Symbol,
        FigureText.Count(held.Position.Quantity),
        FigureText.Price(held.Position.AverageEntryPrice),
        FigureText.Price(held.Position.MarketPrice),
        FigureText.Money(held.Pnl, withPlus: true),
        held.StopPrice is null ? "NONE" : FigureText.Price(held.StopPrice),
        FigureText.Price(held.TakeProfitPrice),
    ];

    private static Facts Session(DayStatus day)
    {
        var closed = day.Trades.Where(t => !t.IsOpen).ToList();
        var reasons = day.ByReason.Select(r => $"{ReasonText.Of(r.Key).ToLowerInvariant()} {FigureText.Count(r.Value)}");
        Fact[] chosen = day.Universe is { } choice ? [new("scanned", UniverseText.Of(choice))] : [];
        return new Facts(
        [
            new("last session", FigureText.Date(day.Session)),
            .. chosen,
            new(
                "predictions",
                day.Predictions == 0 ? "none" : $"{FigureText.Count(day.Predictions)}: {string.Join(", ", reasons)}"),
            new("trades", day.Trades.Count == 0
                ? "none"
                : $"{FigureText.Count(day.Trades.Count)}, of which {FigureText.Count(closed.Count(t => t.Pnl > 0))} with a "
                    + $"profit and {FigureText.Count(day.Trades.Count - closed.Count)} still open"),
            new(
                "P&L",
                closed.Count == 0 ? "none yet" : FigureText.Money(day.Pnl, withPlus: true),
                day.Pnl < 0 ? Tone.Bad : Tone.Plain),
        ]);
    }

    // A row for each figure, so that it fits 80 columns.
    private static IEnumerable<Block> Record(StatusReport report)
    {
        if (report.Record.All(r => r.Sessions == 0)) yield break;
        yield return new Listing(
            "does it hold what it claims?",
            [Column.Name("last sessions"), .. report.Record.Select(r => Column.Figure(FigureText.Count(r.Asked)))],
            [
                Row("known", r => FigureText.Count(r.Sessions)),
                Row("signals", r => FigureText.Count(r.Signals)),
                Row("claimed", r => FigureText.Percent(r.Claimed)),
                Row("actual", r => FigureText.Percent(r.Actual)),
                Row("accuracy", r => FigureText.Percent(r.Accuracy)),
                Row("majority class", r => FigureText.Percent(r.MajorityClass)),
                Row("trades", r => FigureText.Count(r.Trades)),
                Row("wins", r => FigureText.Count(r.Wins)),
                Row("P&L", r => r.Trades == 0 ? FigureText.None : FigureText.Money(r.Pnl, withPlus: true)),
            ]);

        IReadOnlyList<string> Row(string name, Func<TrackRecord, string> figure) => [name, .. report.Record.Select(figure)];
    }

    private static IEnumerable<Block> Jobs(StatusReport report)
    {
        if (report.Day is not null && report.Jobs.All(j => j.Last is null)) yield return new Sentence("No job has run.");
        yield return new Listing(
            "jobs",
            [
                Column.Name("job"), Column.Name("last run (New York)"), Column.Words("next (New York)"),
                Column.Words("outcome", minimum: 20),
            ],
            [.. report.Jobs.Select(job => Row(report, job))]);
    }

    private static IReadOnlyList<string> Row(StatusReport report, JobStatus job) =>
    [
        FigureText.Words($"{job.Name}"),
        FigureText.NewYork(job.Last?.StartedAt),
        StatusText.Next(report, job),
        StatusText.Outcome(job.Last),
    ];
}
