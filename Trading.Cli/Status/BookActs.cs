using System.Security.Cryptography;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Halting;
using Trading.Cli.Input;
using Trading.Reporting;

namespace Trading.Cli.Status;

/// <summary>What a person may do to a book from its dashboard: the same as <c>halt</c> and <c>resume</c>.</summary>
internal static class BookActs
{
    private const int TokenBytes = 24;

    /// <summary>The actions; the token is this process's own and is printed nowhere.</summary>
    /// <param name="context">The command.</param>
    /// <param name="which">The book.</param>
    public static DashboardActs Of(CommandContext context, Book which) => new(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)),
        (flatten, reason, cancel) => HaltAsync(context, which, flatten, reason, cancel),
        cancel => ResumeAsync(context, which, cancel));

    private static async Task<DashboardActed> HaltAsync(
        CommandContext context, Book which, bool flatten, string reason, CancellationToken cancel)
    {
        using var book = OpenBook.ToWrite(context, which);
        var (halt, failure, gap, sold, untold) = await BookHalt.HaltAsync(
            context, book, ChoiceOf(which), flatten, reason, cancel);
        string?[] sentences =
        [
            halt is null ? failure : HaltText.Of(halt, which),
            gap is null ? null : $"It could be written in one of its two places only: {gap.Message}",
            sold?.Text, .. untold,
        ];
        return new(halt is not null, string.Join(' ', sentences.OfType<string>()));
    }

    private static async Task<DashboardActed> ResumeAsync(CommandContext context, Book which, CancellationToken cancel)
    {
        var (lifted, untold) = await BookHalt.LiftAsync(context, which, ChoiceOf(which), cancel);
        var text = lifted is null
            ? "There was no halt; nothing has changed."
            : $"The halt of {FigureText.NewYork(lifted.Since)} New York is lifted; a proven model may buy again.";
        return new(true, string.Join(' ', [text, .. untold]));
    }

    private static ExchangeChoice ChoiceOf(Book which) => new(which == Book.Simulator, null);
}
