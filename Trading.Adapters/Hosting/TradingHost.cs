using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.Exchanges;
using Trading.Adapters.Settings;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Adapters.Hosting;

/// <summary>
/// All that an app in Azure works with, made from its settings. Wrong settings do not keep it from starting: they are kept as
/// sentences for its status, and nothing trades.
/// </summary>
public sealed class TradingHost : IDisposable
{
    private readonly TradingStores? stores;
    private readonly TradingComposition? composition;

    /// <summary>Makes it; nothing is sent before the first question.</summary>
    /// <param name="settings">The trading settings.</param>
    /// <param name="storage">The storage account.</param>
    /// <param name="exchange">The exchange.</param>
    /// <param name="logs">Where is logged.</param>
    /// <param name="time">This machine's stopwatch and clock.</param>
    /// <param name="events">Takes what happens; null when nothing listens.</param>
    public TradingHost(
        SettingsResult settings,
        AzureStorageOptionsResult storage,
        ExchangeSettings exchange,
        ILoggerFactory logs,
        TimeProvider time,
        ITradingEvents? events = null)
    {
        Errors = [.. settings.Errors, .. storage.Errors, .. exchange.Errors];
        Settings = settings.Settings ?? new TradingSettings();
        Mode = exchange.Mode;
        Events = events as CompositeEvents ?? (events is null ? CompositeEvents.None : new CompositeEvents(events));
        if (storage.Options is not { } account) return;
        // Also with wrong trading settings: a halt needs the journal alone.
        stores = TradingStores.Azure(account, Settings.KeepBackupsDays);
        if (settings.Settings is null) return;
        composition = new TradingComposition(
            Settings, () => stores, exchange, new CompositionOptions
            {
                IsWokenByTimers = true,
                Logs = logs,
                Time = time,
                Events = Events,
            });
    }

    /// <summary>What is wrong with the settings, a sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>Where the money is, as far as the settings can be read; null when they do not say.</summary>
    public TradingMode? Mode { get; }

    /// <summary>The settings; the defaults when they cannot be read.</summary>
    public TradingSettings Settings { get; }

    /// <summary>What is remembered of trading, also when other settings are wrong; null when those of the storage are.</summary>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    public ITradingJournal? Journal => stores?.Journal;

    /// <summary>Takes what happens. What it throws is caught.</summary>
    public ITradingEvents Events { get; }

    /// <summary>What the jobs work with; null when the settings or those of the storage are wrong.</summary>
    public TradingPorts? Ports => composition?.Ports;

    /// <summary>The exchange; null when these settings do not allow a connection.</summary>
    public IExchangeConnection? Exchange => composition?.Exchange;

    /// <summary>The exchange's time; null with <see cref="Exchange"/>.</summary>
    public HostClock? Clock => composition?.Clock;

    /// <summary>Keeps the exchange's calendar; null with <see cref="Exchange"/>.</summary>
    public CalendarKeeper? Calendar => composition?.Calendar;

    /// <summary>The symbols that are scanned; null with <see cref="Exchange"/>.</summary>
    public HostSymbols? Symbols => composition?.Symbols;

    /// <summary>The ports' broker; null with <see cref="Exchange"/>.</summary>
    public LastSeenBroker? Broker => composition?.Broker;

    /// <summary>Reads the settings under <c>Trading</c> and makes it.</summary>
    public static TradingHost Of(IConfiguration configuration, ILoggerFactory logs, ITradingEvents? events = null)
    {
        var settings = TradingSettingsReader.Read(configuration);
        return new(
            settings,
            AzureStorageOptionsReader.Read(configuration),
            ExchangeProviders.Default.Read(configuration, (settings.Settings ?? new TradingSettings()).Feed),
            logs,
            TimeProvider.System,
            events);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        composition?.Dispose();
        stores?.Dispose();
    }
}
