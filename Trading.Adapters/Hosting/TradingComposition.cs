using Trading.Adapters.Exchanges;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;

namespace Trading.Adapters.Hosting;

/// <summary>
/// The one composition of everything that trades, for the command line and for timers in Azure: stores, in a folder or in a
/// storage account, and an exchange, connected or not. It disposes of the connection; the stores belong to the caller.
/// </summary>
public sealed class TradingComposition : IDisposable
{
    private readonly Lazy<TradingPorts> ports;

    /// <summary>Composes it; nothing is opened and nothing is sent before it is used.</summary>
    /// <param name="settings">Checked settings.</param>
    /// <param name="stores">What is remembered; asked for when the ports are used first.</param>
    /// <param name="exchange">
    /// What the settings say of the exchange. Without a connection every question is refused with its errors.
    /// </param>
    /// <param name="options">How the program runs.</param>
    public TradingComposition(
        TradingSettings settings, Func<TradingStores> stores, ExchangeSettings exchange, CompositionOptions options)
    {
        if (exchange.Connect is not { } connect)
        {
            // Without a mode it is not known whose money is meant, so what only paper may do is not done.
            var unconnected = new Unconnected(exchange.Error, exchange.Mode ?? TradingMode.Live);
            ports = new(() => stores().With(new MachineClock(options.Time), new NyseCalendar(), unconnected, unconnected)
                with
            { Events = options.Events });
            return;
        }
        var log = options.Logs.CreateLogger("Trading.Host");
        var connection = connect(options.Patience, options.Logs, options.Time);
        Exchange = connection;
        Clock = new HostClock(
            connection.Clock, new MachineClock(options.Time), options.Time, connection.Mode == TradingMode.Simulated, log);
        Calendar = new CalendarKeeper(connection.Calendar.RefreshAsync, settings.Learning.TrainingDays);
        Symbols = new HostSymbols(connection, settings, log);
        Broker = new LastSeenBroker(connection.Broker);
        IClock clock = options.IsWokenByTimers ? Clock : connection.Clock;
        ports = new(() => stores().With(clock, connection.Calendar, connection.MarketData, Broker)
            with
        { Events = options.Events });
    }

    /// <summary>What the jobs work with; the first use opens the stores.</summary>
    /// <exception cref="Core.Storage.StorageException">They cannot be opened.</exception>
    public TradingPorts Ports => ports.Value;

    /// <summary>The exchange; null when the settings do not allow a connection.</summary>
    public IExchangeConnection? Exchange { get; }

    /// <summary>The exchange's time for a program that timers wake; null with <see cref="Exchange"/>.</summary>
    public HostClock? Clock { get; }

    /// <summary>Keeps the exchange's calendar; null with <see cref="Exchange"/>.</summary>
    public CalendarKeeper? Calendar { get; }

    /// <summary>The symbols that are scanned; null with <see cref="Exchange"/>.</summary>
    public HostSymbols? Symbols { get; }

    /// <summary>The ports' broker; null with <see cref="Exchange"/>.</summary>
    public LastSeenBroker? Broker { get; }

    /// <inheritdoc/>
    public void Dispose() => Exchange?.Dispose();
}
