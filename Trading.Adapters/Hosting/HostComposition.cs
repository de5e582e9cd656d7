using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trading.Adapters.Hosting;

/// <summary>The composition of an app that timers wake.</summary>
public static class HostComposition
{
    /// <summary>Registers what the triggers call. The app always starts: its triggers and its status tell of wrong
    /// settings.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">The app's settings.</param>
    public static IServiceCollection AddTradingHost(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(provider => TradingHost.Of(
            configuration, provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<JobTelemetry>()))
        .AddSingleton(new TimerSchedules(configuration))
        .AddSingleton<JobTelemetry>()
        .AddSingleton<JobTicker>()
        .AddSingleton<HostStatus>()
        .AddSingleton<HaltSwitch>()
        .AddSingleton(provider => new HostSweeps(
            configuration, provider.GetRequiredService<JobTelemetry>(), provider.GetRequiredService<ILogger<HostSweeps>>()));

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
