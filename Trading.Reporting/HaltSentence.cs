using Trading.Core.Storage;
using Trading.Core.Text;

namespace Trading.Reporting;

/// <summary>Says that trading is halted, the same on a terminal and in a notification.</summary>
public static class HaltSentence
{
    /// <summary>The sentence, without its full stop. Its time is New York's and says so.</summary>
    public static string Of(Halt halt) =>
        $"HALTED since {FigureText.NewYork(halt.Since)} New York"
        + $"{(halt.Reason.Length > 0 ? $" ({VisibleText.Beginning(halt.Reason)})" : "")}: "
        + $"nothing is bought{(halt.Flatten ? " and everything held is sold" : "")}";
}
