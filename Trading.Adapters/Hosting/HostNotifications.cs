using Microsoft.Extensions.Configuration;
using Trading.Adapters.Notifications;
using Trading.Core.Orders;
using Trading.Core.Settings;

namespace Trading.Adapters.Hosting;

/// <summary>The one composition of notifications, for the command line and for the app in Azure.</summary>
public static class HostNotifications
{
    /// <summary>The notifier that the settings describe. What is wrong with one service keeps no other from being told.</summary>
    /// <param name="configuration">All settings.</param>
    /// <param name="settings">The trading settings.</param>
    /// <param name="mode">Whose money it is about; null when that is not known.</param>
    /// <param name="wording">Makes the words.</param>
    /// <param name="tell">Takes a sentence about a service that fails, or works again.</param>
    /// <param name="time">The stopwatch and timers.</param>
    public static Notifier Of(
        IConfiguration configuration, TradingSettings settings, TradingMode? mode, NotificationWording wording, Action<string> tell,
        TimeProvider time)
    {
        var (options, errors) = NotifyOptionsReader.Read(configuration);
        return new Notifier(options, wording, mode, tell, time, settings.Universe.Time) { SettingErrors = errors };
    }
}
