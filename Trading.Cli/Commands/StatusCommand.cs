using System.CommandLine;
using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Jobs;
using Trading.Core.Journal;
using Trading.Simulation.Reports;

namespace Trading.Cli.Commands;

/// <summary><c>trading status</c>: where things stand, on one page.</summary>
internal static class StatusCommand
{
    private static readonly string[] Jobs = [JobName.Rebalance, JobName.MinuteScan, JobName.EndOfDayClose, JobName.NightlyRetrain];

    /// <summary>The command.</summary>
    public static Command Create(CommandHost host) => host.Reads(
        new Command("status", "Shows where things stand: bars, the model in use and why, the last runs of the jobs, open positions, a halt, what the last session came to."),
        ShowAsync);

    private static async Task ShowAsync(CommandContext context, OpenBook book, CancellationToken cancel)
    {
        var archived = await book.Archive.GetSessionsAsync(cancel);
        using var inUse = new ModelInUse(book.Models, book.Settings.Learning.Promotion, book.Mode, await book.OwnClockAsync(cancel));
        var (model, why) = await inUse.GetAsync(cancel);
        var runs = await LastRunsAsync(book.Journal, cancel);
        var (open, halt) = await book.Journal.GetStateAsync(cancel);
        var today = await SessionStory.LastAsync(book.Journal, cancel);
        var positions = open.Where(i => i.Status == IntentStatus.Holding).ToList();
        var days = await book.Journal.GetPerformanceAsync(LocalDate.MinIsoValue, LocalDate.MaxIsoValue, cancel);
        var performance = days.Count == 0 ? null : days[^1];
        context.Output.Show(
            PageOf(context, book, archived, model, why, runs, positions, performance, halt, today),
            new
            {
                book = book.Name,
                mode = book.Mode,
                folder = context.Folder.Root,
                halt,
                archive = StatusDocument.Archive(archived, book.BarsFolder),
                model = new { id = model?.Id, mayTrade = model?.MayTrade ?? false, why },
                jobs = runs,
                lastSession = today?.Document(),
                positions = positions.Select(p => new
                {
                    entryId = p.Id.Value,
                    p.Session,
                    p.Request.Symbol,
                    p.Request.Quantity,
                    p.DecidedAt,
                    p.ReferencePrice,
                    p.Request.Bracket?.StopPrice,
                    p.Request.Bracket?.TakeProfitPrice,
                    p.Confidence,
                }),
                performance = performance is null ? null : PerformanceCommand.Document(performance),
            });
    }

    // Each job's latest run; a job that has not run for a week of sessions is not worth the search.
    private static async Task<IReadOnlyList<JobRunRow>> LastRunsAsync(ITradingJournal journal, CancellationToken cancel)
    {
        var last = new Dictionary<string, JobRunRow>(StringComparer.Ordinal);
        foreach (var session in (await journal.GetSessionsAsync(cancel)).TakeLast(5).Reverse())
        {
            foreach (var run in (await journal.GetJobsAsync(session, cancel)).Reverse())
            {
                if (Array.Find(Jobs, j => run.Key == j || run.Key.StartsWith($"{j}_", StringComparison.Ordinal)) is { } job) last.TryAdd(job, run);
            }
            if (last.Count == Jobs.Length) break;
        }
        return [.. last.Values.OrderBy(r => r.StartedAt)];
    }

    private static Page PageOf(
        CommandContext context,
        OpenBook book,
        IReadOnlyList<LocalDate> archived,
        UsableModel? model,
        string why,
        IReadOnlyList<JobRunRow> runs,
        List<OrderIntent> positions,
        PerformanceRow? performance,
        Halt? halt,
        SessionStory? today)
    {
        var blocks = new List<Block>
        {
            new Facts(
                new("book", $"{book.Name} ({(book.Mode == TradingMode.Live ? "REAL MONEY" : book.Mode.ToString().ToLowerInvariant())})", book.Mode == TradingMode.Live ? Tone.Bad : Tone.Plain),
                new("folder", context.Folder.Root),
                new("halt", halt is null ? "none" : HaltText.Of(halt, book), halt is null ? Tone.Plain : Tone.Bad),
                new("bars", StatusDocument.ArchiveText(archived)),
                new("model", model is null ? "none" : $"{model.Id} ({(model.MayTrade ? "may trade" : "does not trade")})", model is { MayTrade: true } ? Tone.Good : Tone.Caution),
                new("why", why),
                new("open positions", positions.Count == 0 ? "none" : string.Join(", ", positions.Select(p => $"{p.Request.Quantity} {p.Request.Symbol}"))),
                new("last figures", performance is null ? "none" : $"{FigureText.Date(performance.Session)}: equity {FigureText.Money(performance.Equity)}, P&L {FigureText.Money(performance.Pnl, withPlus: true)}, {FigureText.Counted(performance.Trades, "trade")}")),
        };
        if (today is not null) blocks.Add(today.Facts());
        blocks.Add(runs.Count == 0 ? new Sentence("No job has run.") : new Listing(
            "last runs",
            ["job", "session", "started (New York)", "ended", "note"],
            [.. runs.Select(r => (IReadOnlyList<string>)
            [
                r.Key,
                FigureText.Date(r.Session),
                FigureText.NewYork(r.StartedAt),
                r.Error is not null ? "with an error" : r.FinishedAt is null ? "not yet" : "well",
                r.Error ?? r.Note,
            ])]));
        if (archived.Count == 0 && runs.Count == 0)
            blocks.Add(new Sentence($"Nothing is here yet. Next: 'trading demo{context.DataArgument}', or 'trading import PATH{context.DataArgument}'.", Tone.Quiet));
        return new Page("Status", blocks);
    }
}
