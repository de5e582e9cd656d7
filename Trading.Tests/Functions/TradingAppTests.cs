using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Functions;
using Trading.Functions.Triggers;

namespace Trading.Tests.Functions;

/// <summary>The composition that the worker runs.</summary>
public sealed class TradingAppTests
{
    [Theory]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics")]
    [InlineData("Microsoft.AspNetCore.Mvc.Infrastructure.ControllerActionInvoker")]
    [InlineData("Microsoft.AspNetCore.Routing.EndpointMiddleware")]
    public void A_request_s_address_in_which_a_caller_may_put_a_key_is_not_logged(string category)
    {
        using var lines = new LogLines();
        using var app = Build(lines);
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

        log.Say(LogLevel.Information, "Request starting HTTP/1.1 GET http://127.0.0.1/api/dashboard?code=KEY");
        log.Say(LogLevel.Warning, "The request could not be read.");

        Assert.Equal("The request could not be read.", Assert.Single(lines.All).Text);
    }

    [Fact]
    public void The_app_s_own_lines_are_logged()
    {
        using var lines = new LogLines();
        using var app = Build(lines);

        app.Services.GetRequiredService<ILogger<JobTicker>>().Say(LogLevel.Information, "MinuteScan_1031: predictions 10.");

        Assert.Equal("MinuteScan_1031: predictions 10.", Assert.Single(lines.All).Text);
    }

    [Fact]
    public void The_scope_of_an_invocation_is_opened_and_every_trigger_can_be_made()
    {
        using var lines = new LogLines();
        using var app = Build(lines);

        Assert.NotNull(app.Services.GetService<InvocationScopeMiddleware>());
        var triggers = typeof(StatusTrigger).Assembly.GetTypes()
            .Where(type => type.GetMethods().Any(method => Attribute.IsDefined(method, typeof(FunctionAttribute)))).ToList();
        Assert.Equal(FunctionMetadata.All.Count, triggers.Count);
        Assert.All(triggers, type => Assert.NotNull(ActivatorUtilities.CreateInstance(app.Services, type)));
    }

    private static IHost Build(ILoggerProvider lines)
    {
        var builder = TradingApp.CreateBuilder([]);
        builder.Logging.ClearProviders().AddProvider(lines).SetMinimumLevel(LogLevel.Trace);
        return builder.Build();
    }
}
