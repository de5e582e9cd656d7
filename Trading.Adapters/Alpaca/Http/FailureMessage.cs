using Trading.Adapters.Secrets;

namespace Trading.Adapters.Alpaca.Http;

/// <summary>
/// One sentence for a failed attempt: what it means and what to do about it. Every text of a failure is made here, and the keys
/// are removed from it as a whole.
/// </summary>
internal sealed class FailureMessage(AlpacaOptions options, Uri root, KeyScrubber scrubber)
{
    private bool IsSimulator => options.Environment == AlpacaEnvironment.Simulator;

    private string Server => IsSimulator ? $"The simulator at {root.GetLeftPart(UriPartial.Authority)}" : $"Alpaca ({root.Host})";

    private string KeyAdvice => IsSimulator
        ? "it takes any keys, so something else is listening there"
        : $"set {AlpacaSettings.KeyId} and {AlpacaSettings.SecretKey} (or {AlpacaSettings.KeyIdVariable} and "
            + $"{AlpacaSettings.SecretKeyVariable}) "
            + $"to a {(options.Environment == AlpacaEnvironment.Live ? "live" : "paper")} account's keys from "
            + $"{AlpacaSettings.KeysUrl}";

    private string DownAdvice => IsSimulator
        ? "start it with 'trading simulate'"
        : "look at https://status.alpaca.markets and the network, and try again";

    public string Of(Call call, Attempt attempt) => scrubber.Clean(Sentence(call, attempt));

    private string Sentence(Call call, Attempt attempt) => attempt.End switch
    {
        AttemptEnd.Refused => Refused(call, attempt),
        AttemptEnd.TooMany => $"{Server} refuses {call.Name} for too many requests (429): wait a minute, and stop other "
            + "programs that use the same keys.",
        AttemptEnd.Failed when IsSimulator =>
            $"{Server} failed on {call.Name} ({attempt.Status}{Answer(attempt)}): look at what 'trading simulate' says.",
        AttemptEnd.Failed => $"{Server} failed on {call.Name} ({attempt.Status}{Answer(attempt)}): {DownAdvice}.",
        AttemptEnd.Unreadable when attempt.Status is >= 300 and < 400 =>
            $"{Server} sent {call.Name} elsewhere ({attempt.Status}), where keys do not follow: check the address "
            + "in the settings.",
        AttemptEnd.Unreadable => $"{Server} answered {call.Name} with something else ({attempt.Status}{Answer(attempt)}): "
            + "check the address and whether a proxy is in between.",
        AttemptEnd.Blocked => $"{Server} did not answer several times in a row, so {call.Name} was not sent: it is tried again "
            + $"within {options.BreakDuration.TotalSeconds:0.#} s; {DownAdvice}.",
        AttemptEnd.NoConnection => $"{Server} did not answer {call.Name} (there is no connection): {DownAdvice}.",
        _ when IsSimulator => $"{Server} did not answer {call.Name} ({attempt.Message}): look at what 'trading simulate' says, "
            + "or whether something else listens there.",
        _ => $"{Server} did not answer {call.Name} ({attempt.Message}): {DownAdvice}.",
    };

    private string Refused(Call call, Attempt attempt) => attempt.Status switch
    {
        401 => $"{Server} does not accept the keys (401{Answer(attempt)}): {KeyAdvice}.",
        403 when attempt.Message.Contains("subscription", StringComparison.OrdinalIgnoreCase) =>
            $"{Server} does not give this account the feed '{options.Feed}' (403{Answer(attempt)}): set Trading__Feed=iex, "
            + "which a free account sees.",
        403 when attempt.Code.Length == 0 => $"{Server} forbids {call.Name} (403{Answer(attempt)}): {KeyAdvice}.",
        404 when !attempt.HasErrorBody => $"{Server} has no {call.Name} (404): check the address in the settings.",
        _ => $"{Server} refused {call.Name} ({attempt.Status}{Answer(attempt)}).",
    };

    private static string Answer(Attempt attempt) =>
        (attempt.Code.Length > 0 ? $", {attempt.Code}" : "")
            + (attempt.Message.Length > 0 ? $": {attempt.Message.TrimEnd('.')}" : "");
}
