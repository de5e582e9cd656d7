using Trading.Adapters.LocalStorage;
using Trading.Cli.Input;
using Trading.Cli.Output;

namespace Trading.Tests.Cli;

public sealed class BookOptionTests : IDisposable
{
    private readonly DataFolder folder = new(Path.Combine(Path.GetTempPath(), $"trading-book-{Guid.NewGuid():N}"));

    [Fact]
    public void Where_there_is_nothing_the_live_book_is_read() => Assert.Equal(Book.Live, BookOption.Choose(null, folder));

    [Fact]
    public void The_live_book_goes_before_newer_ones()
    {
        Touch(Book.Live, "2026-01-01");
        Touch(Book.Demo, "2026-01-02");

        Assert.Equal(Book.Live, BookOption.Choose(null, folder));
    }

    [Theory]
    [InlineData("2026-01-01", "2026-01-02", Book.Backtest)]
    [InlineData("2026-01-02", "2026-01-01", Book.Demo)]
    public void Without_a_live_book_the_one_written_last_is_read(string demo, string backtest, Book read)
    {
        Touch(Book.Demo, demo);
        Touch(Book.Backtest, backtest);

        Assert.Equal(read, BookOption.Choose(null, folder));
    }

    [Fact]
    public void What_is_asked_for_is_read()
    {
        Touch(Book.Live, "2026-01-01");

        Assert.Equal(Book.Backtest, BookOption.Choose(Book.Backtest, folder));
    }

    public void Dispose()
    {
        if (Directory.Exists(folder.Root)) Directory.Delete(folder.Root, recursive: true);
    }

    private void Touch(Book book, string date)
    {
        Directory.CreateDirectory(folder.Book(book).Path);
        File.WriteAllText(folder.Book(book).Journal, "");
        File.SetLastWriteTimeUtc(
            folder.Book(book).Journal,
            DateTime.Parse(
            date, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal)
            .ToUniversalTime());
    }
}
