using System.Text.Json;
using Trading.Adapters.Exchanges;
using Trading.Cli;

namespace Trading.Tests.Cli;

/// <summary>Runs the program in this process, in a data folder of its own that is deleted afterwards.</summary>
internal sealed class CliRun : IDisposable
{
    public string Data { get; } = Path.Combine(Path.GetTempPath(), $"trading-cli-{Guid.NewGuid():N}");

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>The exchange that is connected to; null for the program's own.</summary>
    public IExchangeProvider? Exchanges { get; init; }

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    /// <summary>Runs with <c>--data</c> added; gives the exit code.</summary>
    public Task<int> RunAsync(params string[] args) =>
        RunBareAsync(["--data", Data, .. args], TestContext.Current.CancellationToken);

    public async Task<int> RunBareAsync(string[] args, CancellationToken cancel)
    {
        await using var stdout = new StringWriter();
        await using var stderr = new StringWriter();
        var exitCode = await CliApp.RunAsync(args, stdout, stderr, Environment, Exchanges, cancel);
        (Out, Error) = (stdout.ToString(), stderr.ToString());
        return exitCode;
    }

    /// <summary>The one document on stdout; fails when there is anything else.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Out);
        return document.RootElement.Clone();
    }

    /// <summary>Every file with its content's hash: what "unchanged" means.</summary>
    public IReadOnlyDictionary<string, string> Files() => !Directory.Exists(Data)
        ? new Dictionary<string, string>(StringComparer.Ordinal)
        : Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories)
            // It says that a process uses a journal, and holds nothing.
            .Where(file => Path.GetFileName(file) != ".journal.lock").ToDictionary(
            f => f, f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))),
                StringComparer.Ordinal);

    public string Write(string name, string text)
    {
        var folder = Directory.CreateDirectory($"{Data}-files").FullName;
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        foreach (var folder in new[] { Data, $"{Data}-files" })
        {
            try
            {
                if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // A cancelled command that was left behind may still be writing; the system clears its temporary files.
            }
        }
    }
}
