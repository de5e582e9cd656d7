using System.Text.Json;

namespace Trading.Adapters.Alpaca.Wire;

/// <summary>The body of an error: <c>{"code":40310000,"message":"insufficient buying power"}</c>; the code may be absent or text.</summary>
internal sealed record AlpacaError(JsonElement? Code = null, JsonElement? Message = null)
{
    private const int LongestMessage = 500;

    /// <summary>The code as text; empty when there is none.</summary>
    public string CodeText => Code is { ValueKind: JsonValueKind.Number or JsonValueKind.String } code ? code.ToString() : "";

    /// <summary>The words, on one line; empty when there are none.</summary>
    public string Words => Message is { ValueKind: JsonValueKind.String } message ? OneLine(message.GetString()!) : "";

    /// <summary>Whether it is an error of Alpaca's making rather than of something in between.</summary>
    public bool IsAlpacas => CodeText.Length > 0 || Words.Length > 0;

    private static string OneLine(string text) =>
        string.Join(' ', text[..Math.Min(text.Length, LongestMessage)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
