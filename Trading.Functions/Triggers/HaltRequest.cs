using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trading.Core.Storage;
using Trading.Core.Text;

namespace Trading.Functions.Triggers;

/// <summary>What a person asks of a halt, in the query or as a JSON body: <c>{"flatten": true, "reason": "news"}</c>.</summary>
/// <param name="Flatten">Whether everything that is held is to be sold.</param>
/// <param name="Reason">The person's words; may be empty.</param>
internal sealed record HaltRequest(bool Flatten, string Reason)
{
    /// <summary>The longest body, bytes: several times what a reason needs.</summary>
    private const int LongestBody = 4096;

    private const string FlattenName = "flatten";
    private const string ReasonName = "reason";
    private const string Unclear = "flatten is true or false, as in halt?flatten=true, or is left out.";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads it, or says in a sentence's end what is wrong. Whoever asks unclearly for a sale expects one, so nothing is
    /// guessed.</summary>
    public static async Task<(HaltRequest? Request, string Error)> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var query = request.Query;
        if (query.Keys.FirstOrDefault(name => name is not (FlattenName or ReasonName)) is { } unknown)
            return (null, $"'{VisibleText.Beginning(unknown, 60)}' is not part of a halt; there are flatten and reason.");
        var (body, error) = await BodyAsync(request, cancel);
        if (body is null) return (null, error);
        if (body.Count > 0 && query.Count > 0) return (null, "it is asked for in the URL and in the body; use one of them.");
        if (query.Any(part => part.Value.Count > 1)) return (null, Unclear);
        var flatten = Text(body, query, FlattenName);
        var reason = Text(body, query, ReasonName) ?? "";
        if (flatten is not null && !bool.TryParse(flatten, out _)) return (null, Unclear);
        if (HaltReason.ErrorOf(reason) is { } wrong) return (null, wrong);
        return (new(flatten is not null && bool.Parse(flatten), reason), "");
    }

    /// <summary>What is wrong with a body where none is expected; null when it is empty.</summary>
    public static async Task<string?> BodyErrorAsync(HttpRequest request, CancellationToken cancel)
    {
        var (body, error) = await BodyAsync(request, cancel);
        return body is { Count: 0 } ? null : body is null ? error : "it takes no body; leave the body out.";
    }

    private static string? Text(IReadOnlyDictionary<string, string> body, IQueryCollection query, string name) =>
        body.TryGetValue(name, out var said) ? said : query.TryGetValue(name, out var values) ? $"{values}" : null;

    private static async Task<(IReadOnlyDictionary<string, string>? Body, string Error)> BodyAsync(
        HttpRequest request, CancellationToken cancel)
    {
        var buffer = new byte[LongestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        if (length > LongestBody) return (null, $"the body is longer than {LongestBody} bytes.");
        try
        {
            var text = StrictUtf8.GetString(buffer, 0, length);
            return text.Length == 0 ? (new Dictionary<string, string>(), "") : Read(text);
        }
        catch (DecoderFallbackException)
        {
            return (null, "the body is not UTF-8.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, """the body is not JSON such as {"flatten": true, "reason": "news"}.""");
        }
    }

    private static (IReadOnlyDictionary<string, string>? Body, string Error) Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        if (json.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException();
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in json.RootElement.EnumerateObject())
        {
            var value = (part.Name, part.Value.ValueKind) switch
            {
                (FlattenName, JsonValueKind.True) => "true",
                (FlattenName, JsonValueKind.False) => "false",
                (FlattenName, _) => null,
                (ReasonName, JsonValueKind.String) => part.Value.GetString(),
                _ => throw new JsonException(),
            };
            if (value is null || !read.TryAdd(part.Name, value))
                return (null, "flatten is true or false, and each is said once.");
        }
        return (read, "");
    }
}
