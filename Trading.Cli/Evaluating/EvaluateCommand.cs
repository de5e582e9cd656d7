using System.CommandLine;
using Trading.Adapters.Hosting;
using Trading.Cli.Connecting;
using Trading.Cli.Output;
using Trading.Cli.Reading;
using Trading.Core.Evaluation;
using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Training;
using Trading.Reporting.Evaluations;

namespace Trading.Cli.Evaluating;

/// <summary><c>trading evaluate</c>: walks a recipe forward over the archive and says what it has proved.</summary>
internal static class EvaluateCommand
{
    /// <summary>Creates <c>evaluate</c>, which extends the recipe's record and writes a page.</summary>
    public static Command Create(CommandHost host)
    {
        var (options, work) = (new EvaluateOptionSet(), new WorkOptionSet());
        return host.Runs(
            work.AddTo(options.AddTo(new Command(
                "evaluate",
                "Walks the settings' recipe forward over all recorded sessions, and says what it has proved and what not."))),
            (context, cancel) => RunAsync(context, options, work, cancel));
    }

    private static async Task<int> RunAsync(
        CommandContext context, EvaluateOptionSet options, WorkOptionSet work, CancellationToken cancel)
    {
        using var book = OpenBook.ToWrite(context, options.BookOf(context));
        context.Interruption.WillEndByItself();
        EvaluationReport report;
        try
        {
            report = await context.Progress.RunAsync(
                progress => EvaluateAsync(context, book, options, work, progress, cancel));
        }
        catch (SweepIncompleteException e)
        {
            throw SweepText.Refusal(e);
        }
        catch (UnevaluableException e)
        {
            throw new RefusedException(e.Message);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw new RefusedException(
                "Cancelled; the sessions that were forecast are kept, and the next evaluation goes on there."
                + (context.Parsed.GetValue(work.On) is WorkOn.Azure ? $" {SweepText.Kept}" : ""));
        }
        report = report with { Page = await WriteAsync(report, context.Folder.EvaluationsOf(book.Book), cancel) };
        context.Output.Show(EvaluationPage.Of(report), report);
        return ExitCode.Fine;
    }

    private static async Task<EvaluationReport> EvaluateAsync(
        CommandContext context, OpenBook book, EvaluateOptionSet options, WorkOptionSet work, IProgress<ProgressStep> progress,
        CancellationToken cancel)
    {
        var place = WorkPlace.Of(context, book, work, new SweepText.Steps(progress));
        var (from, to) = await options.RangeAsync(context, place.Archive, cancel);
        var symbols = await options.SymbolsAsync(context, place.Archive, cancel);
        if (context.Parsed.GetValue(work.On) is not WorkOn.Azure)
        {
            var sessions = (await place.Archive.GetSessionsAsync(cancel)).Where(date => date >= from && date <= to);
            await ArchiveFindings.TellAsync(context, place.Archive, [.. sessions], symbols, book.Calendar, cancel);
        }
        var ports = new EvaluationPorts(
            place.Archive, book.Calendar, place.Record, book.Stores.ModelCache, book.Stores.Trials)
        { Sweep = place.Sweep };
        var evaluator = new RecipeEvaluator(ports, context.Settings with { Symbols = symbols }, Environment.ProcessorCount);
        var report = await evaluator.EvaluateAsync(from, to, book.Clock.GetCurrentInstant(), new Sessions(progress), cancel);
        var unrecorded = options.NamesSymbols(context) ? [] : RecordedSymbols.Missing(symbols, context.Settings);
        return report with { Range = report.Range! with { WithoutBars = [.. report.Range.WithoutBars, .. unrecorded] } };
    }

    private static async Task<string> WriteAsync(EvaluationReport report, string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var name = FormattableString.Invariant($"{report.Recipe.Id}-{report.MinConfidence:0.00##}.html");
        var path = Path.GetFullPath(Path.Combine(folder, name));
        await File.WriteAllTextAsync(path, EvaluationHtml.Render(report), cancel);
        return path;
    }

    private sealed class Sessions(IProgress<ProgressStep> display) : IProgress<RecordProgress>
    {
        public void Report(RecordProgress value) =>
            display.Report(new("forecasting each session by models of the days before", value.Done, value.Total));
    }
}
