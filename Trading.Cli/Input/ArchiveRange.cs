using Trading.Core.Storage;

namespace Trading.Cli.Input;

/// <summary>Reads which sessions the archive holds.</summary>
internal static class ArchiveRange
{
    /// <summary>The archived sessions, at least one.</summary>
    /// <exception cref="RefusedException">There are none; the message says how to import some.</exception>
    public static async Task<IReadOnlyList<LocalDate>> RequireAsync(
        IBarArchive archive, CommandContext context, CancellationToken cancel)
    {
        var sessions = await archive.GetSessionsAsync(cancel);
        return sessions.Count > 0
            ? sessions
            : throw new RefusedException(
                $"There are no recorded bars in {context.Folder.Root}; import some with 'trading import "
                + $"PATH{context.DataArgument}'.");
    }
}
