using System.CommandLine;
using Trading.Adapters.Importing;
using Trading.Adapters.Importing.Tables;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Core.Status;
using Trading.Reporting;

namespace Trading.Cli.Importing;

/// <summary><c>trading import</c>: imports files of bars into the archive.</summary>
internal static class ImportCommand
{
    /// <summary>Creates <c>import</c>, which reads files and merges their bars into the archive.</summary>
    public static Command Create(CommandHost host)
    {
        var options = new ImportOptionSet();
        var paths = new Argument<string[]>("PATH")
        {
            Description =
                $"Files of one-minute bars ({string.Join(", ", BarFileNames.Endings)}), folders of such files, or patterns such "
                + "as 'bars/S*.csv.gz'.",
            Arity = ArgumentArity.OneOrMore,
        };
        return host.Runs(
            options.AddTo(new Command(
                "import",
                "Imports files of one-minute bars into the archive, minute by minute: no stored bar is lost. A file with an "
                    + "error is skipped whole; the others are imported.")
            {
                paths,
            }),
            (context, cancel) => RunAsync(context, context.Parsed.GetValue(paths)!, options, cancel));
    }

    private static async Task<int> RunAsync(
        CommandContext context, IReadOnlyList<string> named, ImportOptionSet options, CancellationToken cancel)
    {
        var (paths, missing) = BarFiles.Find(named);
        var (asked, isDryRun) = (options.Of(context.Parsed), context.Parsed.GetValue(options.DryRun));
        using var live = isDryRun ? OpenBook.ToRead(context, Book.Live) : OpenBook.ToWrite(context, Book.Live);
        var result = await context.Progress.RunAsync(progress =>
        {
            progress.Report(new($"importing {FigureText.Counted(paths.Count, "file")}", 0, 0));
            var importer = new BarImporter(live.Archive, live.Calendar, live.Clock, asked);
            return isDryRun ? importer.PreviewAsync(paths, cancel) : importer.ImportAsync(paths, cancel);
        });
        result = result with
        {
            Files =
            [
                .. result.Files,
                .. missing.Select(m =>
                    new ImportedFile(m, null, 0, 0, $"{m} holds no file of bars ({string.Join(", ", BarFileNames.Endings)}).")
                { IsRefused = true }),
            ],
        };
        var archive = ArchiveExtent.Of(context.Folder.Bars, await live.Archive.GetSessionsAsync(cancel));
        var next = isDryRun ? "Nothing was written; leave --dry-run away to import."
            : archive.Sessions > 0
                ? $"Next: 'trading evaluate{context.DataArgument}' or 'trading backtest --from {archive.First:uuuu-MM-dd} "
                    + $"--to {archive.Last:uuuu-MM-dd}{context.DataArgument}'."
                : "";
        context.Output.Show(ImportPage.Of(result, archive, isDryRun, asked.Replaces, next), new
        {
            dryRun = isDryRun,
            files = result.Files,
            imported = result.Files.Count(f => !f.IsRefused),
            refused = result.Files.Count(f => f.IsRefused),
            symbols = result.Symbols,
            findings = result.Findings,
            adjusted = result.Adjusted,
            archive,
        });
        return result.Files.All(f => !f.IsRefused) ? ExitCode.Fine : ExitCode.Failed;
    }
}
