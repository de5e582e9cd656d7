using Trading.Adapters.AzureStorage;
using Trading.Adapters.LocalStorage;
using Trading.Core.Execution;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Adapters.Hosting;

/// <summary>What is remembered: journal, models, records and bars. Nothing is opened before its first use.</summary>
public sealed class TradingStores : IDisposable
{
    private readonly Lazy<ITradingJournal> journal;

    /// <summary>Stores of any kind.</summary>
    /// <param name="journal">
    /// Makes the journal; called at most once. One that cannot be opened fails its calls and not this, so that a program whose
    /// journal is out of reach starts, and sells what it holds. The journal is disposed of with the stores.
    /// </param>
    /// <param name="models">The trained models.</param>
    /// <param name="archive">The recorded bars.</param>
    public TradingStores(Func<ITradingJournal> journal, IModelRegistry models, IBarArchive archive) =>
        (this.journal, Models, Archive) = (new(journal), models, archive);

    /// <summary>The journal; its first call opens it, and fails when it cannot be opened.</summary>
    public ITradingJournal Journal => journal.Value;

    /// <summary>The trained models.</summary>
    public IModelRegistry Models { get; }

    /// <summary>The recorded bars.</summary>
    public IBarArchive Archive { get; }

    /// <summary>The out-of-sample records; in memory unless they are given.</summary>
    public IForecastRecord Record { get; init; } = new InMemoryForecastRecord();

    /// <summary>Models that need not be trained again; in memory unless it is given.</summary>
    public IModelCache ModelCache { get; init; } = new InMemoryModelCache();

    /// <summary>The running session's feature states; in memory unless they are given.</summary>
    public IFeatureCheckpointStore FeatureCheckpoints { get; init; } = new InMemoryFeatureCheckpointStore();

    /// <summary>The recipes that were ever evaluated on the archive; in memory unless they are given.</summary>
    public ITrialLog Trials { get; init; } = new InMemoryTrialLog();

    /// <summary>A book's stores on this machine.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="book">The book.</param>
    /// <param name="keepBackupsDays">
    /// How many days backups of the journal are kept; null for none. A demonstration and a backtest can be repeated and have
    /// none.
    /// </param>
    public static TradingStores Local(DataFolder folder, Book book, int? keepBackupsDays = null) => new(
        () => LocalJournal.Of(folder.Book(book), book is Book.Live or Book.Simulator ? keepBackupsDays : null),
        new FolderModelRegistry(folder.Book(book).Models),
        new ParquetBarArchive(folder.BarsOf(book)))
    {
        Record = new FolderForecastRecord(folder.Book(book).Record),
        FeatureCheckpoints = new FileFeatureCheckpointStore(folder.Book(book).FeatureCheckpoint),
        ModelCache = new FolderModelCache(folder.ModelCache),
        Trials = new FileTrialLog(folder.EvaluationsOf(book)),
    };

    /// <summary>Stores in a storage account of Azure, or in Azurite.</summary>
    /// <param name="options">The account.</param>
    /// <param name="keepBackupsDays">How many days backups of the journal are kept; null for none.</param>
    public static TradingStores Azure(AzureStorageOptions options, int? keepBackupsDays = null)
    {
        var account = new AzureStorageAccount(options);
        return new(() => AzureJournal.Of(account, keepBackupsDays), new AzureModelRegistry(account), new AzureBarArchive(account))
        {
            Record = new AzureForecastRecord(account),
            FeatureCheckpoints = new AzureFeatureCheckpointStore(account),
        };
    }

    /// <summary>All that a job works with: these stores and an exchange.</summary>
    public TradingPorts With(IClock clock, IMarketCalendar calendar, IMarketData marketData, IBroker broker) =>
        new(clock, calendar, marketData, broker, Journal, Models, Archive)
        {
            Record = Record,
            FeatureCheckpoints = FeatureCheckpoints,
            ModelCache = ModelCache,
            Trials = Trials
        };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (journal.IsValueCreated) (journal.Value as IDisposable)?.Dispose();
        (Models as IDisposable)?.Dispose();
        (Archive as IDisposable)?.Dispose();
    }
}
