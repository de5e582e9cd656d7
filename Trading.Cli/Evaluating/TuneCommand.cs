using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Adapters.Settings;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Evaluation;
using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Evaluation.Tuning;
using Trading.Reporting;

namespace Trading.Cli.Evaluating;

/// <summary><c>trading tune</c>: searches recipes, and judges the best of them as one of all that were tried.</summary>
internal static class TuneCommand
{
    private const int DefaultMinutes = 10;
    private const int DefaultSeed = 1;

    /// <summary>Creates <c>tune</c>, which extends the records of the recipes that it looks at, and the logs.</summary>
    public static Command Create(CommandHost host)
    {
        var (subject, work) = (new EvaluateOptionSet(), new WorkOptionSet());
        var minutes = Whole("--minutes", $"How long to search. [default: {DefaultMinutes}]", 1, 10_000);
        var recipes = Whole(
            "--recipes", "Most recipes, the present one and those of earlier runs included. [default: what the time allows]", 1,
            10_000);
        var seed = Whole("--seed", $"Seed of the order of recipes. [default: {DefaultSeed}]", 0, int.MaxValue);
        var searchOnly = new Option<bool>("--search-only")
        {
            Description = "Leave the hold-out closed, for a later run that searches further.",
        };
        var command = new Command(
            "tune",
            "Searches recipes on all recorded sessions but the last fifth, judges the best of them there once, and says which "
            + "settings would put it to use, or that nothing is proved.")
        {
            minutes, recipes, seed, searchOnly,
        };
        return host.Runs(work.AddTo(subject.AddSubjectTo(command)), (context, cancel) =>
        {
            var limits = new TuningLimits(
                context.Parsed.GetValue(seed) ?? DefaultSeed, context.Parsed.GetValue(recipes),
                context.Parsed.GetValue(searchOnly), Environment.ProcessorCount);
            return RunAsync(context, subject, work, limits, context.Parsed.GetValue(minutes) ?? DefaultMinutes, cancel);
        });
    }

    private static async Task<int> RunAsync(
        CommandContext context, EvaluateOptionSet subject, WorkOptionSet work, TuningLimits limits, int minutes,
        CancellationToken cancel)
    {
        using var book = OpenBook.ToWrite(context, subject.BookOf(context));
        using var time = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
        context.Interruption.WillEndByItself();
        try
        {
            var report = await context.Progress.RunAsync(
                progress => SearchAsync(context, book, subject, work, limits, progress, time.Token, cancel));
            context.Output.Show(TuningPage.Of(report), report);
            return report.SetAside.Count == 0 ? ExitCode.Fine : ExitCode.Failed;
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
                "Cancelled; what was seen of the recipes is kept, and the next search with the same seed goes on there."
                + (context.Parsed.GetValue(work.On) is WorkOn.Azure ? $" {SweepText.Kept}" : ""));
        }
    }

    private static async Task<TuningReport> SearchAsync(
        CommandContext context, OpenBook book, EvaluateOptionSet subject, WorkOptionSet work, TuningLimits limits,
        IProgress<ProgressStep> progress, CancellationToken timeUp, CancellationToken cancel)
    {
        var place = WorkPlace.Of(context, book, work, new SweepText.Steps(progress));
        var archived = await ArchiveRange.RequireAsync(place.Archive, context, cancel);
        // Also the symbols are chosen by what is recorded before the hold-out.
        var search = new SearchArchive(place.Archive, SessionSplit.Of(archived, book.Calendar));
        var settings = context.Settings with { Symbols = await subject.SymbolsAsync(context, search, cancel) };
        var ports = new TuningPorts(
            place.Archive, book.Calendar, place.Record, book.Stores.ModelCache, book.Stores.Trials,
            new FileTuningLog(context.Folder.EvaluationsOf(book.Book)),
            other => SettingDifferences.Between(settings, other))
        { Sweep = place.Sweep };
        return await new TuningRun(ports, settings, new RecipeSpace()).RunAsync(
            limits, book.Clock.GetCurrentInstant(), new Looks(progress), timeUp, cancel);
    }

    private static Option<int?> Whole(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Values.Whole(least, most)(result),
    };

    private sealed class Looks(IProgress<ProgressStep> display) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => display.Report(new(
            $"{(value.Candidate == 0 ? "the present recipe" : $"recipe {value.Candidate}")} on "
            + FigureText.Counted(value.Sessions, "session"), value.Done, value.Total));
    }
}
