using Trading.Adapters.AzureStorage;
using Trading.Tests.Adapters.AzureStorage;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Trading.Tests.Adapters.AzureStorage;

/// <summary>One Azurite for all tests, started by the first that asks for it and stopped after the last.</summary>
public sealed class Azurite : IAsyncDisposable
{
    private readonly Lazy<Task<(AzuriteProcess? Server, string? Reason)>> started = new(
        () => AzuriteProcess.StartAsync(CancellationToken.None));

    /// <summary>A part of the account that no other test uses; the test is skipped when there can be no Azurite.</summary>
    public async Task<AzureStorageOptions> FreshOrSkipAsync()
    {
        var (server, reason) = await started.Value;
        if (server is null) Assert.Skip(reason!);
        return server.Fresh();
    }

    public async ValueTask DisposeAsync()
    {
        if (started.IsValueCreated && (await started.Value).Server is { } server) await server.DisposeAsync();
    }
}
