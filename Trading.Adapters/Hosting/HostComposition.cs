using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trading.Adapters.Notifications;
using Trading.Adapters.Settings;
using Trading.Core.Events;
using Trading.Core.Settings;

namespace Trading.Adapters.Hosting;

/// <summary>The composition of an app that timers wake.</summary>
public static partial class HostComposition
{
    /// <summary>Registers what the triggers call. The app always starts: its triggers and its status tell of wrong
    /// settings.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">The app's settings.</param>
    /// <param name="wording">Makes the words of notifications; null for the bare kinds.</param>
    public static IServiceCollection AddTradingHost(
        this IServiceCollection services, IConfiguration configuration, NotificationWording? wording = null) => services
        .AddSingleton(provider => NotifierOf(configuration, wording, provider.GetRequiredService<ILoggerFactory>()))
        .AddSingleton(provider => TradingHost.Of(
            configuration,
            provider.GetRequiredService<ILoggerFactory>(),
            new CompositeEvents(provider.GetRequiredService<JobTelemetry>(), provider.GetRequiredService<Notifier>())))
        .AddSingleton(new TimerSchedules(configuration))
        .AddSingleton<JobTelemetry>()
        .AddSingleton<JobTicker>()
        .AddSingleton<HostStatus>()
        .AddSingleton<HaltSwitch>()
        .AddSingleton(provider => new HostSweeps(
            configuration, provider.GetRequiredService<JobTelemetry>(), provider.GetRequiredService<ILogger<HostSweeps>>()));

    private static Notifier NotifierOf(IConfiguration configuration, NotificationWording? wording, ILoggerFactory logs)
    {
        var log = logs.CreateLogger("Trading.Notifications");
        var settings = TradingSettingsReader.Read(configuration).Settings ?? new TradingSettings();
        return HostNotifications.Of(
            configuration,
            settings,
            ExchangeProviders.Default.Read(configuration, settings.Feed).Mode,
            wording ?? ((n, _) => ($"{n.Kind}", n.Subject)),
            sentence => NotDelivered(log, sentence),
            TimeProvider.System);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private static partial void NotDelivered(ILogger log, string sentence);

    /// <summary>
    /// The identity that <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c> asks for, as in <c>Authorization=AAD;ClientId=...</c>;
    /// null when it asks for none.
    /// </summary>
    /// <param name="authentication">The setting's value; may be null.</param>
    public static TokenCredential? MonitorCredential(string? authentication)
    {
        var parts = (authentication ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(part => part.Length == 2)
            .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        if (!string.Equals(parts.GetValueOrDefault("Authorization"), "AAD", StringComparison.OrdinalIgnoreCase)) return null;
        return new ManagedIdentityCredential(parts.TryGetValue("ClientId", out var id)
            ? ManagedIdentityId.FromUserAssignedClientId(id)
            : ManagedIdentityId.SystemAssigned);
    }
}
