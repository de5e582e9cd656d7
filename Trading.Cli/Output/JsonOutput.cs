using System.Text.Json;
using Trading.Adapters.StorageFormats;
using Trading.Core.Text;

namespace Trading.Cli.Output;

/// <summary>One JSON document, or one a line.</summary>
internal sealed class JsonOutput(TextWriter stdout) : IOutput
{
    private static readonly JsonSerializerOptions OnOneLine = new(StorageJson.Options) { WriteIndented = false };

    /// <inheritdoc/>
    public void Show(Page page, object document)
    {
        if (document is JsonText json) stdout.Write(VisibleText.OfLines(json.Text));
        else stdout.WriteLine(Text(document, StorageJson.Options));
    }

    /// <inheritdoc/>
    public void Tell(Sentence line, object document)
    {
        stdout.WriteLine(Text(document, OnOneLine));
        stdout.Flush();
    }

    // The escapes of what cannot be seen are JSON's own, so the document says the same.
    private static string Text(object document, JsonSerializerOptions options) =>
        VisibleText.OfLines(JsonSerializer.Serialize(document, document.GetType(), options));
}
