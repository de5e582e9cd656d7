using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Trading.Functions;

/// <summary>
/// Opens a log scope that names the invocation. In its console the Functions host shows only those lines of a worker that carry
/// the invocation's id under this key, and the worker's OpenTelemetry defaults leave it out.
/// </summary>
public sealed class InvocationScopeMiddleware(ILogger<InvocationScopeMiddleware> log) : IFunctionsWorkerMiddleware
{
    /// <summary>The key under which the worker looks for the invocation's id in a log scope.</summary>
    public const string InvocationIdKey = "AzureFunctions_InvocationId";

    /// <summary>The key under which the worker names the function in a log scope.</summary>
    public const string FunctionNameKey = "AzureFunctions_FunctionName";

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var scope = new KeyValuePair<string, object>[]
        {
            new(InvocationIdKey, context.InvocationId),
            new(FunctionNameKey, context.FunctionDefinition.Name),
        };
        using (log.BeginScope(scope)) await next(context);
    }
}
