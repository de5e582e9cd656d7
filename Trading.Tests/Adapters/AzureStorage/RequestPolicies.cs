using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Trading.Tests.Adapters.AzureStorage;

/// <summary>Writes down every request that leaves, repetitions too.</summary>
internal sealed class RequestLog : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentQueue<string> requests = new();

    public IReadOnlyList<string> Requests => [.. requests];

    public void Clear() => requests.Clear();

    public override void OnSendingRequest(HttpMessage message) =>
        requests.Enqueue($"{message.Request.Method} {Uri.UnescapeDataString(message.Request.Uri.ToUri().PathAndQuery)}");
}

/// <summary>Lets some requests through and then none: to the store it is as if the process had been killed.</summary>
internal sealed class Killer(int survived) : HttpPipelineSynchronousPolicy
{
    private int sent;

    public override void OnSendingRequest(HttpMessage message)
    {
        if (Interlocked.Increment(ref sent) > survived) throw new KilledException();
    }
}

/// <summary>The process would have died here.</summary>
internal sealed class KilledException : Exception;

/// <summary>Loses the answer to one request, which the store has carried out.</summary>
internal sealed class LostAnswer(int which) : HttpPipelinePolicy
{
    private int sent;

    public bool WasLost => sent >= which;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Every request here is asynchronous.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (Interlocked.Increment(ref sent) == which) throw new IOException("The connection was lost.");
    }
}

/// <summary>Does something right before one request leaves.</summary>
internal sealed class BeforeRequest(int which, Func<Task> act) : HttpPipelinePolicy
{
    private int sent;

    public bool HasRun => sent >= which;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Every request here is asynchronous.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (Interlocked.Increment(ref sent) == which) await act();
        await ProcessNextAsync(message, pipeline);
    }
}
