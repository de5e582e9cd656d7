using Trading.Adapters.LocalStorage;
using Trading.Tests.Core.Journal;

namespace Trading.Tests.Adapters.LocalStorage;

public sealed class DataFolderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_live_book_is_the_root_and_the_others_have_folders_of_their_own()
    {
        var data = new DataFolder("root");
        Assert.Equal(Path.Combine("root", "bars"), data.Bars);
        Assert.Equal(Path.Combine("root", "journal.db"), data.Book(Book.Live).Journal);
        Assert.Equal(Path.Combine("root", "demo", "journal.db"), data.Book(Book.Demo).Journal);
        Assert.Equal(Path.Combine("root", "backtest", "models"), data.Book(Book.Backtest).Models);
    }

    [Fact]
    public void A_reset_deletes_that_book_and_nothing_else()
    {
        var data = new DataFolder(folder.Path);
        foreach (var book in Enum.GetValues<Book>())
        {
            Directory.CreateDirectory(Path.Combine(data.Book(book).Models, "m1"));
            File.WriteAllText(data.Book(book).Journal, "");
            File.WriteAllText($"{data.Book(book).Journal}-wal", "");
            File.WriteAllText(Path.Combine(data.Book(book).Path, "notes.txt"), "mine");
        }
        data.Reset(Book.Demo);
        data.Reset(Book.Demo);
        Assert.Equal([folder["demo/notes.txt"]], Directory.GetFileSystemEntries(folder["demo"]));
        Assert.Equal(4, Directory.GetFileSystemEntries(folder["backtest"]).Length);
        Assert.True(File.Exists(data.Book(Book.Live).Journal));
    }

    [Fact]
    public void The_live_book_is_never_reset()
    {
        var data = new DataFolder(folder.Path);
        File.WriteAllText(data.Book(Book.Live).Journal, "");
        Assert.Throws<ArgumentException>(() => data.Reset(Book.Live));
        Assert.True(File.Exists(data.Book(Book.Live).Journal));
    }
}
