using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Reading;
using Trading.Core.Status;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Cli.Checking;

/// <summary>Looks at what this machine keeps.</summary>
internal static class LocalChecks
{
    /// <summary>Whether the data folder takes files, the journal opens, and there is a backup of it.</summary>
    public static async Task<CheckResult> StorageAsync(CommandContext context, Book which, CancellationToken cancel)
    {
        const string name = "storage";
        try
        {
            await FolderChecks.ProbeAsync(context.Folder.Book(which).Path, cancel);
            using var book = OpenBook.ToRead(context, which);
            await book.Journal.GetStateAsync(cancel);
            var sessions = await book.Archive.GetSessionsAsync(cancel);
            var bars = ArchiveText.Of(ArchiveExtent.Of(book.BarsFolder, sessions));
            var text = $"{context.Folder.Book(which).Path} takes files; bars: {bars}; ";
            var backups = new JournalRestore(context.Folder.Book(which), SystemClock.Instance).Sessions;
            LocalDate? newest = backups.Count == 0 ? null : backups[^1];
            text += newest is { } last ? $"newest backup: after {last:uuuu-MM-dd}" : "no backup yet";
            // A backup is made once a job of the next session has ended.
            return await book.Journal.GetSessionsAsync(cancel) is [.., var over, _] && !(newest >= over)
                ? CheckResult.Caution(name, $"{text}, none after {over:uuuu-MM-dd}: 'trading backup' makes one.")
                : CheckResult.Good(name, text);
        }
        catch (Exception e) when (e is StorageException or IOException or UnauthorizedAccessException)
        {
            return CheckResult.Bad(name, $"{e.Message} Choose another folder with --data, or free this one.");
        }
    }

    /// <summary>Which model is in use.</summary>
    public static async Task<CheckResult> ModelAsync(CommandContext context, Book which, IClock clock, CancellationToken cancel)
    {
        const string name = "model";
        try
        {
            using var book = OpenBook.ToRead(context, which);
            var inUse = new ModelInUse(book.Models, context.Settings, book.Mode, clock);
            var (model, reason) = await inUse.GetAsync(cancel);
            var why = StandingText.Of(reason);
            if (model is { MayTrade: true }) return CheckResult.Good(name, why);
            var untrained = (await book.Models.GetCurrentAsync(cancel)).Current.Newest is null;
            return model is null && !untrained
                ? CheckResult.Bad(name, why)
                : CheckResult.Caution(name, untrained ? $"{why} The first night of 'trading run' trains one." : why);
        }
        catch (Exception e) when (e is StorageException or RefusedException or IOException or UnauthorizedAccessException)
        {
            return CheckResult.Bad(name, e.Message);
        }
    }
}
