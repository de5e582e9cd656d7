using System.Text.Json;
using Trading.Adapters.StorageFormats;
using Trading.Core.Text;

namespace Trading.Cli.Output;

/// <summary>Tells of a failure: the sentence on stderr, and with <c>--json</c> also as the one document on stdout.</summary>
internal sealed class FailureOutput(TextWriter stdout, TextWriter stderr, bool asJson)
{
    /// <summary>Tells it, and gives back what the program ends with.</summary>
    public int Tell(string sentence, int exitCode)
    {
        var line = VisibleText.Sentence(sentence).Trim();
        stderr.WriteLine(line);
        if (asJson) stdout.WriteLine(JsonSerializer.Serialize(new { error = line, exitCode }, StorageJson.Options));
        return exitCode;
    }
}
