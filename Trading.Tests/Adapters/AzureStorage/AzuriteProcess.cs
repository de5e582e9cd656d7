using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Trading.Adapters.AzureStorage;

namespace Trading.Tests.Adapters.AzureStorage;

/// <summary>
/// Microsoft's emulator of a storage account, on free ports of this machine, with an account of its own that lives in memory. It
/// ends with this process, however that ends.
/// </summary>
internal sealed partial class AzuriteProcess : IAsyncDisposable
{
    private const string Account = "trading";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly NpmPackage Package = new(Path.Combine("Adapters", "AzureStorage"), "azurite.cjs");
    private readonly Process process;

    private AzuriteProcess(Process process, string key, string blobs, string tables)
    {
        this.process = process;
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};BlobEndpoint={blobs}/{Account};TableEndpoint={tables}/{Account}";
    }

    public string ConnectionString { get; }

    /// <summary>What it has had of the processor so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>A part of the account that no other test uses. Its attempts are short, because what does not answer here never will.</summary>
    public AzureStorageOptions Fresh() => new()
    {
        ConnectionString = ConnectionString,
        Prefix = $"t{Guid.NewGuid():N}"[..16],
        RetryDelay = TimeSpan.FromMilliseconds(10),
    };

    /// <summary>Installs and starts it, or gives the reason why that is not possible.</summary>
    public static async Task<(AzuriteProcess? Server, string? Reason)> StartAsync(CancellationToken cancel)
    {
        if (await Package.InstallAsync(cancel) is { } reason) return (null, reason);
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var start = new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                "azurite.cjs", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0", "--inMemoryPersistence",
                "--skipApiVersionCheck", "--silent", "--disableTelemetry",
            },
            WorkingDirectory = Package.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{key}";
        Process node;
        try
        {
            node = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            return (null, $"Azurite needs Node.js: {missing.Message}");
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            var (blobs, tables, said) = ("", "", "");
            while (blobs.Length == 0 || tables.Length == 0)
            {
                if (await node.StandardOutput.ReadLineAsync(patience.Token) is not { } line) throw new InvalidOperationException($"Azurite ended: {said}");
                said += $"{line} ";
                if (Listening().Match(line) is not { Success: true } match) continue;
                if (match.Groups["service"].Value == "Blob") blobs = match.Groups["url"].Value;
                if (match.Groups["service"].Value == "Table") tables = match.Groups["url"].Value;
            }
            return (new(node, key, blobs, tables), null);
        }
        catch
        {
            node.Kill();
            node.Dispose();
            throw;
        }
    }

    /// <summary>Stops it at once, as a power cut would.</summary>
    public async Task StopAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await StopAsync();
        process.Dispose();
    }

    [GeneratedRegex("Azurite (?<service>Blob|Table) service is successfully listening at (?<url>http://[0-9.:]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
