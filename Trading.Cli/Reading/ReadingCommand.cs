using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;

namespace Trading.Cli.Reading;

/// <summary>Creates commands that read a book and change nothing.</summary>
internal static class ReadingCommand
{
    /// <summary>Makes a command read the book that <c>--book</c> chooses.</summary>
    public static Command Reads(
        this CommandHost host, Command command, Func<CommandContext, OpenBook, CancellationToken, Task> read)
    {
        var asked = BookOption.Create();
        command.Add(asked);
        return host.Reads(command, asked, read);
    }

    /// <summary>Makes a command read the book that an option chooses, which the command or its parent has.</summary>
    public static Command Reads(
        this CommandHost host, Command command, Option<Book?> asked,
        Func<CommandContext, OpenBook, CancellationToken, Task> read) =>
        host.Runs(command, async (context, cancel) =>
        {
            using var book = OpenBook.ToRead(context, BookOption.Choose(context.Parsed.GetValue(asked), context.Folder));
            await read(context, book, cancel);
            return ExitCode.Fine;
        });

    /// <summary>Creates the option for the number of latest rows to show.</summary>
    public static Option<int> Last(int unlessGiven) => new("--last")
    {
        Description = "How many of the latest rows to show.",
        HelpName = "N",
        DefaultValueFactory = _ => unlessGiven,
        CustomParser = Values.Whole(1, 1_000_000),
    };
}
