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
    private readonly string? folder;
    private readonly string key;
    private Process process;

    private AzuriteProcess(Process process, string? folder, string key, Endpoints at)
    {
        (this.process, this.folder, this.key) = (process, folder, key);
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};"
            + $"BlobEndpoint={at.Blobs}/{Account};TableEndpoint={at.Tables}/{Account};QueueEndpoint={at.Queues}/{Account}";
    }

    public string ConnectionString { get; }

    /// <summary>
    /// A part of the account that no other test uses. Its attempts are short, because what does not answer here never will.
    /// </summary>
    public AzureStorageOptions Fresh() => new()
    {
        ConnectionString = ConnectionString,
        Prefix = $"t{Guid.NewGuid():N}"[..16],
        RetryDelay = TimeSpan.FromMilliseconds(10),
    };

    /// <summary>Installs and starts it, or gives the reason why that is not possible.</summary>
    /// <param name="cancel">Ends the wait for it.</param>
    /// <param name="folder">Where it keeps what is stored, so that it can be started again; null for in memory.</param>
    public static async Task<(AzuriteProcess? Server, string? Reason)> StartAsync(CancellationToken cancel, string? folder = null)
    {
        if (await Package.InstallAsync(cancel) is { } reason) return (null, reason);
        var accountKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        try
        {
            var (node, at) = await LaunchAsync(folder, accountKey, "0", "0", cancel);
            return (new(node, folder, accountKey, at), null);
        }
        catch (Win32Exception missing)
        {
            return (null, $"Azurite needs Node.js: {missing.Message}");
        }
    }

    /// <summary>Starts it again where it was, with what it had stored in its folder.</summary>
    public async Task StartAgainAsync(CancellationToken cancel)
    {
        process.Dispose();
        var ports = Port().Matches(ConnectionString).Select(match => match.Groups["port"].Value).ToArray();
        (process, _) = await LaunchAsync(folder!, key, ports[0], ports[1], cancel);
    }

    /// <summary>
    /// Waits until a text that was stored stands in its folder's table file, which it writes every few seconds.
    /// </summary>
    public async Task SavedAsync(string text, CancellationToken cancel)
    {
        var table = Path.Combine(folder!, "__azurite_db_table__.json");
        while (!File.Exists(table) || !(await File.ReadAllTextAsync(table, cancel)).Contains(
            text, StringComparison.Ordinal)) await Task.Delay(100, cancel);
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

    private static async Task<(Process Node, Endpoints At)> LaunchAsync(
        string? folder, string key, string blobPort, string tablePort, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                "azurite.cjs", "--blobPort", blobPort, "--queuePort", "0", "--tablePort", tablePort,
                "--skipApiVersionCheck", "--silent", "--disableTelemetry",
            },
            WorkingDirectory = Package.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in folder is null ? (string[])["--inMemoryPersistence"]
            : ["--location", folder]) start.ArgumentList.Add(argument);
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{key}";
        var node = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            var (blobs, tables, queues, said) = ("", "", "", "");
            while (blobs.Length == 0 || tables.Length == 0 || queues.Length == 0)
            {
                if (await node.StandardOutput.ReadLineAsync(patience.Token) is not { } line) throw new InvalidOperationException(
                    $"Azurite ended: {said}");
                said += $"{line} ";
                if (Listening().Match(line) is not { Success: true } match) continue;
                if (match.Groups["service"].Value == "Blob") blobs = match.Groups["url"].Value;
                if (match.Groups["service"].Value == "Table") tables = match.Groups["url"].Value;
                if (match.Groups["service"].Value == "Queue") queues = match.Groups["url"].Value;
            }
            return (node, new(blobs, tables, queues));
        }
        catch
        {
            node.Kill();
            node.Dispose();
            throw;
        }
    }

    private sealed record Endpoints(string Blobs, string Tables, string Queues);

    [GeneratedRegex("Endpoint=http://[0-9.]+:(?<port>[0-9]+)/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Port();

    [GeneratedRegex(
        "Azurite (?<service>Blob|Table|Queue) service is successfully listening at (?<url>http://[0-9.:]+)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
