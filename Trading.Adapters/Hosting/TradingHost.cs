using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trading.Adapters.Alpaca;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.Settings;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Adapters.Hosting;

/// <summary>
/// All that an app in Azure works with, made from its settings. Settings that are wrong do not keep it from starting: they are kept
/// as sentences, nothing trades, and whoever asks is told.
/// </summary>
public sealed class TradingHost : IDisposable
{
    private readonly ServiceProvider? services;

    /// <summary>Makes it; nothing is sent before something is asked.</summary>
    /// <param name="settings">The trading settings.</param>
    /// <param name="storage">Where is remembered.</param>
    /// <param name="exchange">How Alpaca is reached.</param>
    /// <param name="logs">Where is logged.</param>
    /// <param name="time">This machine's stopwatch and clock.</param>
    public TradingHost(
        SettingsResult settings, AzureStorageOptionsResult storage, AlpacaOptionsResult exchange, ILoggerFactory logs, TimeProvider time)
    {
        Faults = [.. settings.Errors, .. storage.Errors, .. exchange.Errors];
        Settings = settings.Settings ?? new TradingSettings();
        Mode = (exchange.Options?.Environment ?? exchange.Environment)?.Mode();
        if (settings.Settings is null || storage.Options is not { } account) return;

        services = new ServiceCollection().AddTradingOnAzure(Settings, account).BuildServiceProvider();
        if (exchange.Options is { } options)
        {
            Alpaca = new AlpacaConnection(options, logs, time);
            var log = logs.CreateLogger("Trading.Host");
            Clock = new HostClock(Alpaca.Clock, new MachineClock(time), time, options.Environment == AlpacaEnvironment.Simulator, log);
            Calendar = new CalendarKeeper(Alpaca.Calendar.RefreshAsync, Settings.Learning.TrainingDays);
            Symbols = new HostSymbols(Alpaca, Settings, log);
            Broker = new LastSeenBroker(Alpaca.Broker);
            Ports = PortsOver(Clock, Alpaca.Calendar, Alpaca.MarketData, Broker);
        }
        else
        {
            // Where the money would be is not known: what only paper may do is not done.
            var nobody = new Unconnected(string.Join(' ', exchange.Errors), Mode ?? TradingMode.Live);
            Ports = PortsOver(services.GetRequiredService<IClock>(), services.GetRequiredService<IMarketCalendar>(), nobody, nobody);
        }
    }

    /// <summary>What is wrong with the settings, a sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Where the money is, as far as the settings can be read; null when they do not say.</summary>
    public TradingMode? Mode { get; }

    /// <summary>The settings; the defaults when they cannot be read.</summary>
    public TradingSettings Settings { get; }

    /// <summary>What the jobs work with; null when the settings or those of the storage are wrong.</summary>
    public TradingPorts? Ports { get; }

    /// <summary>The exchange; null when it cannot be reached by these settings.</summary>
    public AlpacaConnection? Alpaca { get; }

    /// <summary>The exchange's time; null with <see cref="Alpaca"/>.</summary>
    public HostClock? Clock { get; }

    /// <summary>Keeps the exchange's calendar; null with <see cref="Alpaca"/>.</summary>
    public CalendarKeeper? Calendar { get; }

    /// <summary>The symbols that are scanned; null with <see cref="Alpaca"/>.</summary>
    public HostSymbols? Symbols { get; }

    /// <summary>The ports' broker; null with <see cref="Alpaca"/>.</summary>
    public LastSeenBroker? Broker { get; }

    /// <summary>Reads the settings under <c>Trading</c> and makes it.</summary>
    public static TradingHost Of(IConfiguration configuration, ILoggerFactory logs)
    {
        var settings = TradingSettingsReader.Read(configuration);
        return new(
            settings,
            AzureStorageOptionsReader.Read(configuration),
            AlpacaOptionsReader.Read(configuration, (settings.Settings ?? new TradingSettings()).Feed),
            logs,
            TimeProvider.System);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Alpaca?.Dispose();
        services?.Dispose();
    }

    private TradingPorts PortsOver(IClock clock, IMarketCalendar calendar, IMarketData marketData, IBroker broker) => new(
        clock, calendar, marketData, broker,
        services!.GetRequiredService<ITradingJournal>(),
        services!.GetRequiredService<IModelRegistry>(),
        services!.GetRequiredService<IBarArchive>());
}
