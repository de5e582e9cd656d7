using Trading.Adapters.LocalStorage;
using Trading.Cli.Output;
using Trading.Tests.Core.Storage;

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
        Assert.Equal(Path.Combine("root", "simulator", "journal.db"), data.Book(Book.Simulator).Journal);
    }

    [Fact]
    public void A_book_built_beside_takes_the_old_one_s_place_and_leaves_what_is_not_a_book_s()
    {
        var data = new DataFolder(folder.Path);
        Build(data.Book(Book.Demo), "old");
        File.WriteAllText($"{data.Book(Book.Demo).Journal}-wal", "old");
        File.WriteAllText(folder["demo/notes.txt"], "mine");
        Build(data.Book(Book.Backtest), "other");
        Build(data.Beside(Book.Demo).Book(Book.Demo), "new");

        data.Replace(Book.Demo);

        Assert.Equal("new", File.ReadAllText(data.Book(Book.Demo).Journal));
        Assert.Equal([folder["demo/models/new"]], Directory.GetDirectories(data.Book(Book.Demo).Models));
        Assert.False(File.Exists($"{data.Book(Book.Demo).Journal}-wal"));
        Assert.Equal("mine", File.ReadAllText(folder["demo/notes.txt"]));
        Assert.Equal("other", File.ReadAllText(data.Book(Book.Backtest).Journal));
    }

    [Theory]
    [InlineData(Book.Live)]
    [InlineData(Book.Simulator)]
    public void What_was_traded_at_an_exchange_is_never_replaced(Book book)
    {
        var data = new DataFolder(folder.Path);
        Directory.CreateDirectory(data.Book(book).Path);
        File.WriteAllText(data.Book(book).Journal, "");
        Assert.Throws<ArgumentException>(() => data.Replace(book));
        Assert.True(File.Exists(data.Book(book).Journal));
    }

    private static void Build(BookFolder book, string content)
    {
        Directory.CreateDirectory(Path.Combine(book.Models, content));
        File.WriteAllText(book.Journal, content);
    }
}
