using System.Globalization;
using System.Text;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>The last bar of a page, after which the next page begins.</summary>
internal sealed record PageToken(string Symbol, Instant Start)
{
    public override string ToString() =>
        Convert.ToBase64String(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Symbol}|{Start.ToUnixTimeSeconds()}")));

    /// <exception cref="InvalidRequestException">The text is not a token of this API.</exception>
    public static PageToken Parse(string text)
    {
        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split('|') is [var symbol, var seconds]
            && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start <= int.MaxValue)
        {
            return new PageToken(symbol, Instant.FromUnixTimeSeconds(start));
        }
        throw new InvalidRequestException($"invalid page_token: {text}");
    }
}
