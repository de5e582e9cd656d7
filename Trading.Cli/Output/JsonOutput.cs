using System.Text.Json;
using Trading.Adapters.LocalStorage;

namespace Trading.Cli.Output;

/// <summary>One JSON document.</summary>
internal sealed class JsonOutput(TextWriter stdout) : IOutput
{
    /// <inheritdoc/>
    public void Show(Page page, object document) =>
        stdout.WriteLine(JsonSerializer.Serialize(document, document.GetType(), StorageJson.Options));
}
