using Microsoft.Extensions.DependencyInjection;
using Trading.Adapters.LocalStorage;
using Trading.Core.Jobs;
using Trading.Core.Journal;
using Trading.Core.Market;

namespace Trading.Adapters;

/// <summary>The one composition: whatever runs the system asks it for the parts.</summary>
public static class Composition
{
    /// <summary>
    /// Registers what trading needs besides market data and a broker: settings, clock, calendar, and the journal, models and bars
    /// of a book. Nothing is opened before it is asked for; whoever disposes of the provider closes it.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="settings">Checked settings.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="book">Whose memory is used.</param>
    public static IServiceCollection AddTrading(this IServiceCollection services, TradingSettings settings, DataFolder folder, Book book) => services
        .AddSingleton(settings)
        .AddSingleton<IClock>(SystemClock.Instance)
        .AddSingleton<IMarketCalendar, NyseCalendar>()
        .AddSingleton<ITradingJournal>(_ => new SqliteJournal(folder.Book(book).Journal))
        .AddSingleton<IModelRegistry>(_ => new FolderModelRegistry(folder.Book(book).Models))
        .AddSingleton<IBarArchive>(_ => new ParquetBarArchive(folder.BarsOf(book)));

    /// <summary>Where a book's bars are: those of the demonstration and of the simulator lie with them, so that nobody ever learns from made-up ones unawares.</summary>
    public static string BarsOf(this DataFolder folder, Book book) =>
        book is Book.Demo or Book.Simulator ? Path.Combine(folder.Book(book).Path, "bars") : folder.Bars;
}
