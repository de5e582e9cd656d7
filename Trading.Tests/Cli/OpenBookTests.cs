using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Cli;

public sealed class OpenBookTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DataFolder Data => new(folder["data"]);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_book_that_is_opened_to_read_refuses_every_write_instead_of_losing_it(bool exists)
    {
        if (exists) new SqliteJournal(Data.Book(Book.Live).Journal).Dispose();
        using var book = OpenBook.ToRead(Context(), Book.Live);
        Func<Task>[] writes =
        [
            () => book.Journal.TryReplaceHaltAsync(null, new Halt(Minute(Monday, 1), false, ""), Cancel),
            () => book.Journal.SaveTradeAsync(ATrade(Monday, "SPY"), Cancel),
            () => book.Journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 1), Cancel),
            () => book.Journal.SavePredictionsAsync(Monday, [APrediction(Monday, "SPY", 1)], Cancel),
            () => book.Journal.TryStartJobAsync(AJob(Monday, JobKind.Rebalance), Cancel),
            () => book.Journal.SavePerformanceAsync(AnEvening(Monday), Cancel),
            () => book.Models.SaveAsync(AModel("m1"), Cancel),
            () => book.Models.TrySetCurrentAsync(CurrentModel.None, "none", Cancel),
            () => book.Archive.WriteAsync(Monday, [], Cancel),
            () => book.Archive.WriteAllAsync([], Cancel),
            () => book.Archive.MergeAllAsync([], Cancel),
        ];
        foreach (var write in writes)
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(write);
            Assert.Contains("opened to read", error.Message, StringComparison.Ordinal);
        }
        Assert.Empty(await book.Journal.GetSessionsAsync(Cancel));
        Assert.Equal(exists, Directory.Exists(Data.Root));
    }

    [Fact]
    public async Task A_book_that_is_opened_to_write_creates_its_journal_at_the_first_use()
    {
        using var book = OpenBook.ToWrite(Context(), Book.Live);
        Assert.False(File.Exists(Data.Book(Book.Live).Journal));
        await book.Journal.SaveTradeAsync(ATrade(Monday, "SPY"), Cancel);
        Assert.True(File.Exists(Data.Book(Book.Live).Journal));
    }

    private CommandContext Context() => new(
        new RootCommand().Parse(""), SettingSources.Read(new Dictionary<string, string>(StringComparer.Ordinal), []), Data,
        new PlainOutput(TextWriter.Null), new ProgressDisplay(TextWriter.Null, null))
    {
        Environment = new Dictionary<string, string>(StringComparer.Ordinal),
        Interruption = new Interruption(),
    };
}
