namespace Trading.Adapters.Alpaca.Http;

/// <summary>Says in one sentence what a failed attempt means and what to do about it.</summary>
internal sealed class FailureSentence(AlpacaOptions options, Uri root)
{
    private bool IsSimulator => options.Environment == AlpacaEnvironment.Simulator;

    private string Who => IsSimulator ? $"The simulator at {root.GetLeftPart(UriPartial.Authority)}" : $"Alpaca ({root.Host})";

    private string KeyAdvice => IsSimulator
        ? "it takes any keys, so something else is listening there"
        : $"set {AlpacaSettings.KeyId} and {AlpacaSettings.SecretKey} (or {AlpacaSettings.KeyIdVariable} and {AlpacaSettings.SecretKeyVariable}) "
            + $"to a {(options.Environment == AlpacaEnvironment.Live ? "live" : "paper")} account's keys from {AlpacaSettings.KeysUrl}";

    private string DownAdvice => IsSimulator
        ? "start it with 'trading simulate'"
        : "look at https://status.alpaca.markets and the network, and try again";

    public string Of(Call call, Attempt attempt) => attempt.End switch
    {
        AttemptEnd.Refused => Refused(call, attempt),
        AttemptEnd.TooMany => $"{Who} refuses {call.Name} for too many requests (429): wait a minute, and stop other programs that use the same keys.",
        AttemptEnd.Failed when IsSimulator => $"{Who} failed on {call.Name} ({attempt.Status}{Words(attempt)}): look at what 'trading simulate' says.",
        AttemptEnd.Failed => $"{Who} failed on {call.Name} ({attempt.Status}{Words(attempt)}): {DownAdvice}.",
        AttemptEnd.Unreadable when attempt.Status is >= 300 and < 400 =>
            $"{Who} sent {call.Name} elsewhere ({attempt.Status}), where keys do not follow: check the address in the settings.",
        AttemptEnd.Unreadable => $"{Who} answered {call.Name} with something else ({attempt.Status}{Words(attempt)}): check the address and whether a proxy is in between.",
        AttemptEnd.Blocked => $"{Who} did not answer several times in a row, so {call.Name} was not sent: it is tried again within {options.BreakDuration.TotalSeconds:0.#} s; {DownAdvice}.",
        AttemptEnd.NoConnection => $"{Who} did not answer {call.Name} (there is no connection): {DownAdvice}.",
        _ when IsSimulator => $"{Who} did not answer {call.Name} ({attempt.Message}): look at what 'trading simulate' says, or whether something else listens there.",
        _ => $"{Who} did not answer {call.Name} ({attempt.Message}): {DownAdvice}.",
    };

    private string Refused(Call call, Attempt attempt) => attempt.Status switch
    {
        401 => $"{Who} does not accept the keys (401{Words(attempt)}): {KeyAdvice}.",
        403 when attempt.Message.Contains("subscription", StringComparison.OrdinalIgnoreCase) =>
            $"{Who} does not give this account the feed '{options.Feed}' (403{Words(attempt)}): set Trading__Feed=iex, which a free account sees.",
        403 when attempt.Code.Length == 0 => $"{Who} forbids {call.Name} (403{Words(attempt)}): {KeyAdvice}.",
        404 when !attempt.HasErrorBody => $"{Who} has no {call.Name} (404): check the address in the settings.",
        _ => $"{Who} refused {call.Name} ({attempt.Status}{Words(attempt)}).",
    };

    private static string Words(Attempt attempt) =>
        (attempt.Code.Length > 0 ? $", {attempt.Code}" : "") + (attempt.Message.Length > 0 ? $": {attempt.Message.TrimEnd('.')}" : "");
}
