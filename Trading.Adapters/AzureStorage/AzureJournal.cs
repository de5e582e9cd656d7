using Trading.Adapters.BookIdentity;

namespace Trading.Adapters.AzureStorage;

/// <summary>The journal in a storage account, guarded by the book's blob.</summary>
internal static class AzureJournal
{
    /// <summary>The journal; its first call sends the first request.</summary>
    /// <param name="account">The storage account.</param>
    /// <param name="keepBackupsDays">How many days backups are kept; null for none.</param>
    public static GuardedJournal Of(AzureStorageAccount account, int? keepBackupsDays) => new(
        () => new AzureTableJournal(account), new BlobBookFile(account),
        keepBackupsDays is { } days ? new BlobBackup(account, days) : null);
}
