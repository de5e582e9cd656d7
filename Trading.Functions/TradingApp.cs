using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using Trading.Adapters.Hosting;
using Trading.Reporting;

namespace Trading.Functions;

/// <summary>The composition of the function app: the worker, the trading host, its logs and its telemetry.</summary>
public static class TradingApp
{
    /// <summary>Makes the app; it starts even when its settings are wrong, and its status then says which.</summary>
    /// <param name="arguments">The command line that the Functions host gives its worker.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] arguments)
    {
        var builder = FunctionsApplication.CreateBuilder(arguments);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<InvocationScopeMiddleware>();
        builder.Services.AddTradingHost(
            builder.Configuration, (notification, mode) => NotificationText.Of(notification, mode));
        // ASP.NET Core logs the start and the end of each request with its whole address, in which a caller may have put a key.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        AddTelemetry(builder);
        return builder;
    }

    private static void AddTelemetry(FunctionsApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(tracing => tracing.AddSource(JobTelemetry.Name))
            .WithMetrics(metrics => metrics.AddMeter(JobTelemetry.Name));
        if (string.IsNullOrWhiteSpace(builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"])) return;
        var authentication = builder.Configuration["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"];
        telemetry.UseAzureMonitorExporter(options => options.Credential = HostComposition.MonitorCredential(authentication));
    }
}
