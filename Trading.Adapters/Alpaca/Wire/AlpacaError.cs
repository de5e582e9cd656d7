using System.Text.Json;

namespace Trading.Adapters.Alpaca.Wire;

/// <summary>
/// The body of an error: <c>{"code":40310000,"message":"insufficient buying power"}</c>; the code may be absent or text.
/// </summary>
internal sealed record AlpacaError(JsonElement? Code = null, JsonElement? Message = null)
{
    private const int LongestMessage = 500;

    /// <summary>The code as text; empty when there is none.</summary>
    public string CodeText => Code is { ValueKind: JsonValueKind.Number or JsonValueKind.String } code ? code.ToString() : "";

    /// <summary>The message, on one line; empty when there is none.</summary>
    public string MessageText => Message is { ValueKind: JsonValueKind.String } message ? OneLine(message.GetString()!) : "";

    /// <summary>Whether the error comes from Alpaca rather than from something in between, such as a proxy.</summary>
    public bool IsAlpacas => CodeText.Length > 0 || MessageText.Length > 0;

    private static string OneLine(string text) =>
        string.Join(
            ' ', text[..Math.Min(text.Length, LongestMessage)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
