using Trading.Cli;
using Trading.Simulation.AlpacaApi;

namespace Trading.Tests.Cli;

/// <summary>A command that goes on until Ctrl-C, in a data folder of its own.</summary>
internal sealed class InterruptibleRun : IDisposable
{
    private readonly CliRun folder = new();
    private readonly CancellationTokenSource interrupt = new();
    private readonly Task<int> running;

    public InterruptibleRun(params string[] args) : this(null, args)
    {
    }

    private InterruptibleRun(string? data, string[] args)
    {
        Data = data ?? folder.Data;
        running = CliApp.RunAsync(["--data", Data, .. args], Out, Error, folder.Environment, cancel: interrupt.Token);
    }

    public string Data { get; }

    /// <summary>The same in a folder of another run, which is left as it is.</summary>
    public static InterruptibleRun In(string data, params string[] args) => new(data, args);

    public WatchedWriter Out { get; } = new();

    public WatchedWriter Error { get; } = new();

    /// <summary>Ctrl-C; gives the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await interrupt.CancelAsync();
        return await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        interrupt.Cancel();
        interrupt.Dispose();
        Out.Dispose();
        Error.Dispose();
        folder.Dispose();
    }
}

/// <summary>Waiting for what an exchange sees.</summary>
internal static class Waiting
{
    /// <summary>Waits until a fault has struck once more: a request is on its way.</summary>
    public static async Task WaitForFaultAsync(this SimulatorServer exchange)
    {
        for (var i = 0; i < 3000 && exchange.Faults.InjectedCount == 0; i++) await Task.Delay(
            10, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, exchange.Faults.InjectedCount);
    }
}
