using System.Security.Cryptography;
using System.Text;

namespace Trading.Reporting;

/// <summary>A script that stands in a page, and the hash by which the page's content security policy lets it run,
/// alone.</summary>
internal sealed class InlineScript
{
    private InlineScript(string text)
    {
        Text = text;
        Hash = $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    /// <summary>What makes a page live: it updates itself in place, and sends halts and resumes.</summary>
    public static InlineScript Live { get; } = Embedded("live.js");

    /// <summary>The script.</summary>
    public string Text { get; }

    /// <summary>The source expression of a policy, without quotes.</summary>
    public string Hash { get; }

    private static InlineScript Embedded(string name)
    {
        using var reader = new StreamReader(typeof(InlineScript).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        // A browser reads line feeds alone, whatever the checkout made of them.
        return new(reader.ReadToEnd().ReplaceLineEndings("\n"));
    }
}
