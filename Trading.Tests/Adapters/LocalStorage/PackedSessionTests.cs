using Trading.Adapters.LocalStorage;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.LocalStorage;

public sealed class PackedSessionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_is_added_whole_once_and_no_minute_of_it_can_be_taken_after()
    {
        using var folder = new TempFolder();
        using var journal = new SqliteJournal(folder["journal.db"]);
        var row = APrediction(Monday, "SPY", 1);
        await journal.AddSessionAsync(Monday, [row], Cancel);
        await Assert.ThrowsAsync<StorageException>(() => journal.AddSessionAsync(Monday, [row], Cancel));
        Assert.False(await journal.TryAddPredictionsAsync(Monday, row.Minute, [row], Cancel));
        await journal.SavePredictionsAsync(Tuesday, [APrediction(Tuesday, "SPY", 1)], Cancel);
        await Assert.ThrowsAsync<StorageException>(
            () => journal.AddSessionAsync(Tuesday, [APrediction(Tuesday, "QQQ", 1)], Cancel));
    }
}
