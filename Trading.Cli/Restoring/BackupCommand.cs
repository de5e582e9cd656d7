using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Input;
using Trading.Cli.Output;

namespace Trading.Cli.Restoring;

/// <summary><c>trading backup</c>: keeps a copy of the journal now.</summary>
internal static class BackupCommand
{
    /// <summary>Creates <c>backup</c>.</summary>
    public static Command Create(CommandHost host)
    {
        var book = BookOption.Create();
        return host.Runs(
            new Command(
                "backup",
                "Copies the journal to the book's folder 'backups' now, also while 'run' uses it. 'run' does so each session.")
            {
                book,
            },
            (context, cancel) => RunAsync(
                context, BookOption.Choose(context.Parsed.GetValue(book), context.Folder), cancel));
    }

    private static async Task<int> RunAsync(CommandContext context, Book book, CancellationToken cancel)
    {
        var (folder, name) = (context.Folder.Book(book), book.ToString().ToLowerInvariant());
        // Nothing is made for a book that does not exist.
        var path = File.Exists(folder.Journal) || File.Exists(folder.BookFile)
            ? await new JournalRestore(folder, SystemClock.Instance).BackUpAsync(context.Settings.KeepBackupsDays, cancel)
            : null;
        var sentence = path is null ? new Sentence("The journal has no session yet; there is nothing to back up.", Tone.Quiet)
            : new Sentence($"The journal is copied to {path}.", Tone.Good);
        context.Output.Show(new Page($"Backup ({name} book)", sentence), new { book = name, backup = path });
        return ExitCode.Fine;
    }
}
