using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.AzureStorage.Sweeps;
using Trading.Core.Storage;

namespace Trading.Adapters.Hosting;

/// <summary>
/// What a function app does for sweeps. It needs the storage account alone: no exchange, no journal, no trading setting.
/// </summary>
public sealed partial class HostSweeps
{
    /// <summary>The app setting that says for how much memory an instance is paid, in MB.</summary>
    public const string MemorySetting = "SweepInstanceMemoryMB";

    private const int UsualMemory = 2048;
    private readonly SweepWorker? worker;
    private readonly string error;
    private readonly JobTelemetry telemetry;
    private readonly ILogger log;

    /// <summary>Reads the settings; wrong ones make each message fail and not the app.</summary>
    public HostSweeps(IConfiguration configuration, JobTelemetry telemetry, ILogger<HostSweeps> log)
        : this(AzureStorageOptionsReader.Read(configuration), MemoryOf(configuration), telemetry, log)
    {
    }

    private HostSweeps(AzureStorageOptionsResult storage, int memory, JobTelemetry telemetry, ILogger log)
        : this(storage.Options is { } o ? new SweepWorker(new AzureStorageAccount(o), memory) : null, telemetry, log) =>
        error = string.Join(' ', storage.Errors);

    internal HostSweeps(SweepWorker? worker, JobTelemetry telemetry, ILogger log) =>
        (this.worker, this.telemetry, this.log, error) = (worker, telemetry, log, "");

    /// <summary>Does the slice of a message.</summary>
    /// <exception cref="Exception">This try failed; the queue delivers the message again.</exception>
    public Task RunAsync(string message, CancellationToken cancel) => TellAsync(w => w.RunAsync(message, cancel), cancel);

    /// <summary>Sets the slice of a message aside that was tried too often.</summary>
    public Task SetAsideAsync(string message, CancellationToken cancel) =>
        TellAsync(w => w.SetAsideAsync(message, cancel), cancel);

    private async Task TellAsync(Func<SweepWorker, Task<SliceResult>> work, CancellationToken cancel)
    {
        try
        {
            var result = await work(worker ?? throw new StorageException(error));
            telemetry.Swept(result);
            if (result.Note.Length > 0) Noted(result.Note);
        }
        catch (Exception e) when (
            e is not OutOfMemoryException && !(e is OperationCanceledException && cancel.IsCancellationRequested))
        {
            telemetry.Swept(null);
            throw;
        }
    }

    private static int MemoryOf(IConfiguration configuration) =>
        int.TryParse(configuration[MemorySetting], NumberStyles.None, CultureInfo.InvariantCulture, out var memory) && memory > 0
            ? memory : UsualMemory;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Note}")]
    private partial void Noted(string note);
}
