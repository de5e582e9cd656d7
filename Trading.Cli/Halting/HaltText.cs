using Trading.Adapters.LocalStorage;
using Trading.Core.Storage;
using Trading.Core.Text;
using Trading.Reporting;

namespace Trading.Cli.Halting;

/// <summary>Says that trading is halted, in one sentence.</summary>
internal static class HaltText
{
    /// <summary>The sentence, with how to lift it.</summary>
    public static string Of(Halt halt, Book book) =>
        $"HALTED since {FigureText.NewYork(halt.Since)} New York"
        + $"{(halt.Reason.Length > 0 ? $" ({VisibleText.Beginning(halt.Reason)})" : "")}: "
        + $"nothing is bought{(halt.Flatten ? " and everything held is sold" : "")}; "
        + $"lift it with 'trading resume{(book == Book.Simulator ? " --simulator" : "")}'.";
}
