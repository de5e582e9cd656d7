using System.Security.Cryptography;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Halting;
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
        var choice = new ExchangeChoice(which == Book.Simulator, null);
        var (halt, failure, gap, sold) = await BookHalt.HaltAsync(context, book, choice, flatten, reason, cancel);
        string?[] sentences =
        [
            halt is null ? failure : HaltText.Of(halt, which),
            gap is null ? null : $"It could be written in one of its two places only: {gap.Message}",
            sold?.Text,
        ];
        return new(halt is not null, string.Join(' ', sentences.OfType<string>()));
    }

    private static async Task<DashboardActed> ResumeAsync(CommandContext context, Book which, CancellationToken cancel) =>
        new(true, await BookHalt.LiftAsync(context, which, cancel) is { } lifted
            ? $"The halt of {FigureText.NewYork(lifted.Since)} New York is lifted; a proven model may buy again."
            : "There was no halt; nothing has changed.");
}
