using Microsoft.Extensions.DependencyInjection;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.LocalStorage;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;

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
        .AddMarket(settings)
        .AddSingleton<ITradingJournal>(_ => new SqliteJournal(folder.Book(book).Journal))
        .AddSingleton<IModelRegistry>(_ => new FolderModelRegistry(folder.Book(book).Models))
        .AddSingleton<IBarArchive>(_ => new ParquetBarArchive(folder.BarsOf(book)));

    /// <summary>The same with journal, models and bars in a storage account of Azure, or in Azurite. Nothing is asked of it before the first call.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="settings">Checked settings.</param>
    /// <param name="storage">The storage account.</param>
    public static IServiceCollection AddTradingOnAzure(this IServiceCollection services, TradingSettings settings, AzureStorageOptions storage) => services
        .AddMarket(settings)
        .AddSingleton(_ => new AzureStorageAccount(storage))
        .AddSingleton<ITradingJournal, AzureTableJournal>()
        .AddSingleton<IModelRegistry, AzureModelRegistry>()
        .AddSingleton<IBarArchive, AzureBarArchive>();

    /// <summary>Where a book's bars are: those of the demonstration and of the simulator lie with them, so that nobody ever learns from made-up ones unawares.</summary>
    public static string BarsOf(this DataFolder folder, Book book) =>
        book is Book.Demo or Book.Simulator ? Path.Combine(folder.Book(book).Path, "bars") : folder.Bars;

    private static IServiceCollection AddMarket(this IServiceCollection services, TradingSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton<IClock>(SystemClock.Instance)
        .AddSingleton<IMarketCalendar, NyseCalendar>();
}
