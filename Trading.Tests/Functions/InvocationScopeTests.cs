using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trading.Cli.Output;
using Trading.Functions;

namespace Trading.Tests.Functions;

public sealed class InvocationScopeTests
{
    [Fact]
    public async Task A_line_that_is_logged_during_an_invocation_carries_its_id_and_one_after_it_does_not()
    {
        using var lines = new LogLines();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(lines));
        var log = logs.CreateLogger("Trading.Adapters.Hosting.JobTicker");
        var middleware = new InvocationScopeMiddleware(logs.CreateLogger<InvocationScopeMiddleware>());

        await middleware.Invoke(new Invocation("6d0e", "MinuteScan"), async _ =>
        {
            await Task.Yield();
            log.Say(LogLevel.Information, "during");
        });
        log.Say(LogLevel.Information, "after");

        Assert.Equal(["during", "after"], lines.All.Select(line => line.Text));
        Assert.Equal("6d0e", lines.All[0].Scope["AzureFunctions_InvocationId"]);
        Assert.Equal("MinuteScan", lines.All[0].Scope["AzureFunctions_FunctionName"]);
        Assert.Empty(lines.All[1].Scope);
    }

    [Fact]
    public async Task The_scope_ends_with_an_invocation_that_fails_and_the_error_goes_on()
    {
        using var lines = new LogLines();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(lines));
        var middleware = new InvocationScopeMiddleware(logs.CreateLogger<InvocationScopeMiddleware>());

        var invoking = middleware.Invoke(new Invocation("6d0e", "MinuteScan"), _ => throw new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => invoking);
        logs.CreateLogger("after").Say(LogLevel.Information, "after");

        Assert.Empty(Assert.Single(lines.All).Scope);
    }

    private sealed class Invocation(string id, string function) : FunctionContext
    {
        public override string InvocationId => id;

        public override FunctionDefinition FunctionDefinition { get; } = new Definition(function);

        public override string FunctionId => throw new NotSupportedException();

        public override TraceContext TraceContext => throw new NotSupportedException();

        public override BindingContext BindingContext => throw new NotSupportedException();

        public override RetryContext RetryContext => throw new NotSupportedException();

        public override IServiceProvider InstanceServices { get; set; } = null!;

        public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

        public override IInvocationFeatures Features => throw new NotSupportedException();
    }

    private sealed class Definition(string name) : FunctionDefinition
    {
        public override string Name => name;

        public override string Id => throw new NotSupportedException();

        public override string PathToAssembly => throw new NotSupportedException();

        public override string EntryPoint => throw new NotSupportedException();

        public override ImmutableArray<FunctionParameter> Parameters => [];

        public override IImmutableDictionary<string, BindingMetadata> InputBindings => throw new NotSupportedException();

        public override IImmutableDictionary<string, BindingMetadata> OutputBindings => throw new NotSupportedException();
    }
}
