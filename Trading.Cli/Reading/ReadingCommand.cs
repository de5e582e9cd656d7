using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Input;

namespace Trading.Cli.Reading;

/// <summary>Commands that look into a book and change nothing.</summary>
internal static class ReadingCommand
{
    /// <summary>Lets a command read the book that its <c>--book</c> chooses.</summary>
    public static Command Reads(this CommandHost host, Command command, Func<CommandContext, OpenBook, CancellationToken, Task> read)
    {
        var asked = BookOption.Create();
        command.Add(asked);
        return host.Runs(command, async (context, cancel) =>
        {
            using var book = OpenBook.ToRead(context, BookOption.Choose(context.Parsed.GetValue(asked), context.Folder));
            await read(context, book, cancel);
            return ExitCode.Fine;
        });
    }

    /// <summary>An option for how many rows to show, the latest.</summary>
    public static Option<int> Last(int unlessGiven) => new("--last")
    {
        Description = "How many rows to show, the latest.",
        HelpName = "N",
        DefaultValueFactory = _ => unlessGiven,
        CustomParser = Values.Whole(1, 1_000_000),
    };
}
