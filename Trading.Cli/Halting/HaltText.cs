using Trading.Adapters.LocalStorage;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Halting;

/// <summary>Says that trading is halted, in one sentence.</summary>
internal static class HaltText
{
    /// <summary>The sentence, with how to lift it.</summary>
    public static string Of(Halt halt, Book book) =>
        $"{HaltSentence.Of(halt)}; "
        + $"lift it with 'trading resume{(book == Book.Simulator ? " --simulator" : "")}'.";
}
