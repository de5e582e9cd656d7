using System.Security.Cryptography;
using System.Text;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>How many of the search's sessions its recipes are shown, and a hash of them.</summary>
/// <param name="Sessions">The first sessions of the search, in order.</param>
/// <param name="BarsHash">Changes with each bar of them: 16 hexadecimal digits.</param>
internal sealed record ShownSessions(IReadOnlyList<LocalDate> Sessions, string BarsHash)
{
    // Fewer say nothing: the first of them are learned from.
    private const int Fewest = 15;
    private const int Digits = 16;
    private static readonly int[] Parts = [4, 2, 1];

    /// <summary>
    /// What recipes are shown one after the other: the first quarter of the sessions, the first half, and all of them. A part
    /// that is too short is left out.
    /// </summary>
    /// <param name="bars">The bars of the search.</param>
    /// <param name="sessions">Its sessions, in order.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<IReadOnlyList<ShownSessions>> OfAsync(
        BarsReadOnce bars, IReadOnlyList<LocalDate> sessions, CancellationToken cancel)
    {
        var text = new StringBuilder();
        var shown = new List<ShownSessions>();
        for (var i = 0; i < sessions.Count; i++)
        {
            var hash = Learning.Rows.BarsHash.Of(await bars.ReadAsync(sessions[i], cancel));
            text.Append(sessions[i].ToString("uuuu-MM-dd", null)).Append(' ').Append(hash).Append('\n');
            var count = i + 1;
            if (Parts.Any(part => count == sessions.Count / part) && (count >= Fewest || count == sessions.Count))
                shown.Add(new ShownSessions(sessions.Take(count).ToList(), HashOf(text.ToString())));
        }
        return shown;
    }

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
}
