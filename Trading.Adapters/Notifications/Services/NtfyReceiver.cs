using System.Net.Http.Headers;
using System.Text;
using Trading.Core.Events.Notifications;

namespace Trading.Adapters.Notifications.Services;

/// <summary>
/// An ntfy topic (docs.ntfy.sh/publish): the text is the body, of at most 4,096 bytes, because a longer one becomes an
/// attachment; the rest are headers, in ASCII or as RFC 2047 encodes it.
/// </summary>
internal sealed class NtfyReceiver(Uri topic, string? token) : INotificationReceiver
{
    private const int MostBytes = 4096;
    private const int LongestRune = 4;
    private const int LongestTitle = 250;

    // An encoded word has at most 75 characters; 45 bytes make 60 of base64, and its frame has 12.
    private const int BytesOfWord = 45;

    /// <inheritdoc/>
    public NotificationService Service => NotificationService.Ntfy;

    /// <inheritdoc/>
    public int SafeLength => MostBytes / LongestRune;

    /// <inheritdoc/>
    public HttpRequestMessage RequestOf(NotificationMessage message)
    {
        var text = TextFit.Of(message.Text, MostBytes, measure: Encoding.UTF8.GetByteCount);
        var request = new HttpRequestMessage(HttpMethod.Post, topic) { Content = new StringContent(text, Encoding.UTF8) };
        request.Headers.TryAddWithoutValidation("Title", Header(TextFit.Of(message.Title, LongestTitle)));
        var (priority, tag) = message.About.Level switch
        {
            NotificationLevel.Critical => ("5", "rotating_light"),
            NotificationLevel.Warning => ("4", "warning"),
            _ => ("3", "chart_with_upwards_trend"),
        };
        request.Headers.Add("Priority", priority);
        request.Headers.Add("Tags", tag);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private static string Header(string text)
    {
        var onOneLine = text.ReplaceLineEndings(" ");
        if (onOneLine.All(c => c is >= ' ' and <= '~') && !onOneLine.Contains("=?", StringComparison.Ordinal)) return onOneLine;
        var words = new List<string>();
        var word = new List<byte>();
        foreach (var rune in onOneLine.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (word.Count + bytes.Length > BytesOfWord) Close();
            word.AddRange(bytes);
        }
        Close();
        return string.Join(' ', words);

        void Close()
        {
            words.Add($"=?UTF-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }
}
