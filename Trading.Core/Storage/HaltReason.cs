using Trading.Core.Text;

namespace Trading.Core.Storage;

/// <summary>What a person may give as the reason of a halt: one line that every page and log can show as it is.</summary>
public static class HaltReason
{
    /// <summary>The most characters.</summary>
    public const int Longest = VisibleText.Longest;

    /// <summary>What is wrong with a reason, in a sentence; null when nothing is.</summary>
    public static string? ErrorOf(string reason)
    {
        if (reason.Length > Longest)
            return $"The reason has {reason.Length} characters; it may be one line of at most {Longest}.";
        return VisibleText.Of(reason) == reason
            ? null
            : $"The reason has a line break or a control character; it may be one line of at most {Longest} characters.";
    }
}
