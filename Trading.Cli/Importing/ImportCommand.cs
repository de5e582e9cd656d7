using System.CommandLine;
using Trading.Adapters.Csv;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Output;
using Trading.Cli.Reading;
using Trading.Core.Status;
using Trading.Core.Text;
using Trading.Reporting;

namespace Trading.Cli.Importing;

/// <summary><c>trading import</c>: imports CSV files of bars into the archive.</summary>
internal static class ImportCommand
{
    /// <summary>Creates <c>import</c>, which reads CSV files and stores their bars in the archive.</summary>
    public static Command Create(CommandHost host)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = $"Files called SYMBOL.csv or SYMBOL.csv.gz (header {CsvBarReader.Header}; start of the minute in UTC), "
                + "folders of such files, or patterns such as 'bars/S*.csv.gz'.",
            Arity = ArgumentArity.OneOrMore,
        };
        return host.Runs(
            new Command(
                "import",
                "Imports CSV files of one-minute bars into the archive. A file with an error is skipped whole; the others are "
                    + "imported.")
            {
                paths,
            },
            (context, cancel) => RunAsync(context, context.Parsed.GetValue(paths)!, cancel));
    }

    private static async Task<int> RunAsync(CommandContext context, IReadOnlyList<string> named, CancellationToken cancel)
    {
        var (paths, missing) = BarFiles.Find(named);
        using var live = OpenBook.ToWrite(context, Book.Live);
        var files = await context.Progress.RunAsync(progress =>
        {
            progress.Report(new($"importing {FigureText.Counted(paths.Count, "file")}", 0, 0));
            return new BarImporter(live.Archive, live.Calendar).ImportAsync(paths, cancel);
        });
        files = [.. files, .. missing.Select(m => new ImportedFile(m, null, 0, 0, $"{m} holds no .csv or .csv.gz file."))];
        var sessions = await live.Archive.GetSessionsAsync(cancel);
        var archive = ArchiveExtent.Of(context.Folder.Bars, sessions);
        context.Output.Show(PageOf(files, archive, context), new
        {
            files,
            imported = files.Count(f => f.Error is null),
            refused = files.Count(f => f.Error is not null),
            archive,
        });
        return files.All(f => f.Error is null) ? ExitCode.Fine : ExitCode.Failed;
    }

    private static Page PageOf(IReadOnlyList<ImportedFile> files, ArchiveExtent archive, CommandContext context)
    {
        var imported = files.Where(f => f.Error is null).ToList();
        var blocks = new List<Block>();
        if (imported.Count > 0)
        {
            blocks.Add(new Listing("",
                [
                    Column.Id("file"), Column.Name("symbol"), Column.Figure("sessions"), Column.Figure("bars"),
                ],
                [
                    .. imported.Select(f => (IReadOnlyList<string>)
                        [Path.GetFileName(f.Path), f.Symbol!, FigureText.Count(f.Sessions), FigureText.Count(f.Rows)]),
                ]));
        }
        blocks.AddRange(files.Where(f => f.Error is not null).Select(f => new Sentence(
            $"Not imported: {f.Error!.Replace(f.Path, VisibleText.Beginning(f.Path), StringComparison.Ordinal)}", Tone.Bad)));
        blocks.Add(new Facts(new Fact("archive", ArchiveText.Of(archive))));
        if (archive.Sessions > 0)
            blocks.Add(new Sentence(
                $"Next: 'trading backtest --from DATE --to DATE{context.DataArgument}' or 'trading train{context.DataArgument}'.",
                    Tone.Quiet));
        return new Page($"Imported {imported.Count} of {FigureText.Counted(files.Count, "file")}", blocks);
    }
}
