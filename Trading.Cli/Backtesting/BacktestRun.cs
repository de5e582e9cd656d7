using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Output;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Reporting;
using Trading.Reporting.Backtests;
using Trading.Simulation.Backtest;
using Trading.Simulation.Markets;

namespace Trading.Cli.Backtesting;

/// <summary>Runs the jobs on a tape for <c>demo</c> and <c>backtest</c>: it builds a new book with its report, which replaces the
/// old one.</summary>
internal sealed class BacktestRun(CommandContext context, Book book)
{
    private readonly string reportPath = Path.GetFullPath(Path.Combine(context.Folder.Book(book).Path, "report.html"));

    /// <summary>The title of the report.</summary>
    public required string Title { get; init; }

    /// <summary>The market.</summary>
    public required IMarketTape Tape { get; init; }

    /// <summary>The settings, with the tape's symbols.</summary>
    public required TradingSettings Settings { get; init; }

    /// <summary>Whether the bars are kept in the book; bars from the archive are not stored twice.</summary>
    public required bool KeepsBars { get; init; }

    /// <summary>The symbols that were asked for; null for the tape's.</summary>
    public IReadOnlyList<string>? Asked { get; init; }

    /// <summary>All recorded sessions; null for the tape's.</summary>
    public IReadOnlyList<LocalDate>? Recorded { get; init; }

    /// <summary>Builds the new book beside the old one, replaces the old one when it is complete, and returns the exit
    /// code.</summary>
    public async Task<int> RunAsync(LocalDate from, LocalDate to, CancellationToken cancel)
    {
        var beside = context with { Folder = context.Folder.Beside(book) };
        using var alone = await FolderLock.TakeAsync(beside.Folder.Root, cancel);
        var built = beside.Folder.Book(book).Path;
        if (Directory.Exists(built)) Directory.Delete(built, recursive: true);

        BacktestResult result;
        string whyUntrained;
        using (var open = OpenBook.ToWrite(beside, book))
        {
            // What is read each minute and each night stays in memory, and the book gets it when a session, or all, is over.
            var journal = new SessionwiseJournal(open.Journal);
            var stores = new BacktestStores(journal, new InMemoryModelRegistry(), new InMemoryBarArchive(Tape.Read))
            {
                SessionOver = journal.EndSessionAsync,
                ModelCache = new FolderModelCache(context.Folder.ModelCache),
            };
            var run = new Backtester(Tape, open.Calendar, Settings, stores, new BacktestOptions
            {
                Run = Title,
                KeepsBars = KeepsBars,
                Asked = Asked,
                Recorded = Recorded,
            });
            result = await context.Progress.RunAsync(progress => run.RunAsync(from, to, new Steps(progress), cancel));
            whyUntrained = result.Summary.ModelsTrained > 0 ? "" : await LastLessonAsync(journal, cancel);
            await journal.CompleteAsync(cancel);
            await KeepAsync(stores, open, cancel);
        }
        result = result with { Summary = result.Summary with { Report = reportPath } };
        await File.WriteAllTextAsync(Path.Combine(built, Path.GetFileName(reportPath)), HtmlReport.Render(result), cancel);
        context.Folder.Replace(book);
        context.Output.Show(SummaryPage.Of(result.Summary, whyUntrained, NextStep()), result.Summary);
        return result.Summary.Violations.Count == 0 ? ExitCode.Fine : ExitCode.Failed;
    }

    private async Task KeepAsync(BacktestStores stores, OpenBook open, CancellationToken cancel)
    {
        foreach (var card in await stores.Models.GetCardsAsync(cancel))
            await open.Models.SaveAsync(await stores.Models.LoadAsync(card.Id, cancel), cancel);
        var (current, _) = await stores.Models.GetCurrentAsync(cancel);
        if (current != CurrentModel.None)
            await open.Models.TrySetCurrentAsync(current, (await open.Models.GetCurrentAsync(cancel)).ETag, cancel);
        if (!KeepsBars) return;
        var sessions = new List<SessionBars>();
        foreach (var session in await stores.Archive.GetSessionsAsync(cancel))
            sessions.Add(new SessionBars(session, await stores.Archive.ReadAsync(session, cancel)));
        await open.Archive.WriteAllAsync(sessions, cancel);
    }

    private static async Task<string> LastLessonAsync(SessionwiseJournal journal, CancellationToken cancel)
    {
        foreach (var session in (await journal.GetSessionsAsync(cancel)).Reverse())
        {
            if (await journal.GetJobAsync(session, JobKind.NightlyRetrain, cancel) is { } night) return night.Error ?? night.Note;
        }
        return "";
    }

    private string NextStep()
    {
        var of = $"--book {book.ToString().ToLowerInvariant()}{context.DataArgument}";
        return $"Next: open the report, or look closer with 'trading trades {of}' and 'trading models {of}'.";
    }

    private sealed class Steps(IProgress<ProgressStep> display) : IProgress<BacktestProgress>
    {
        public void Report(BacktestProgress value) => display.Report(new(value.Phase, value.Done, value.Total));
    }
}
