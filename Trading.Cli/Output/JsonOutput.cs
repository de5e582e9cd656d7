using System.Text.Json;
using Trading.Adapters.StorageFormats;

namespace Trading.Cli.Output;

/// <summary>One JSON document, or one a line.</summary>
internal sealed class JsonOutput(TextWriter stdout) : IOutput
{
    private static readonly JsonSerializerOptions OnOneLine = new(StorageJson.Options) { WriteIndented = false };

    /// <inheritdoc/>
    public void Show(Page page, object document)
    {
        if (document is JsonText json) stdout.Write(json.Text);
        else stdout.WriteLine(JsonSerializer.Serialize(document, document.GetType(), StorageJson.Options));
    }

    /// <inheritdoc/>
    public void Tell(Sentence line, object document)
    {
        stdout.WriteLine(JsonSerializer.Serialize(document, document.GetType(), OnOneLine));
        stdout.Flush();
    }
}
