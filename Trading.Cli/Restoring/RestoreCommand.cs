using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Halting;
using Trading.Cli.Input;
using Trading.Cli.Output;

namespace Trading.Cli.Restoring;

/// <summary><c>trading restore</c>: puts a backup in the place of the journal.</summary>
internal static class RestoreCommand
{
    /// <summary>Creates <c>restore</c>.</summary>
    public static Command Create(CommandHost host)
    {
        var book = BookOption.Create();
        var session = new Argument<LocalDate?>("DATE")
        {
            Description = "The session after which the backup was made, as 2025-11-03. [default: the newest backup]",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => Values.Date(result),
        };
        var list = new Option<bool>("--list") { Description = "Lists the backups and restores none." };
        var anew = new Option<bool>("--begin-anew")
        {
            Description = "Restores no backup: accepts the journal as it is, or begins an empty one where it cannot be read.",
        };
        var command = new Command(
            "restore", "Puts a backup in the place of the journal; the old one is moved aside. A halt goes on standing.")
        {
            session, list, anew, book,
        };
        command.Validators.Add(parsed =>
        {
            var chosen = new[]
            {
                parsed.GetResult(session) is { Tokens.Count: > 0 }, parsed.GetValue(list), parsed.GetValue(anew),
            };
            if (chosen.Count(one => one) > 1) parsed.AddError("Give one of a date, --list and --begin-anew.");
        });
        return host.Runs(command, async (context, cancel) =>
        {
            var which = BookOption.Choose(context.Parsed.GetValue(book), context.Folder);
            var restore = new JournalRestore(context.Folder.Book(which), SystemClock.Instance);
            if (context.Parsed.GetValue(list)) return List(context, which, restore);
            if (!Directory.Exists(context.Folder.Book(which).Path))
                throw new RefusedException(
                    $"There is no folder {context.Folder.Book(which).Path}, so there is nothing to restore.");
            return context.Parsed.GetValue(anew)
                ? Show(context, which, null, await restore.BeginAnewAsync(cancel))
                : await RestoreAsync(context, which, restore, context.Parsed.GetValue(session), cancel);
        });
    }

    private static async Task<int> RestoreAsync(
        CommandContext context, Book book, JournalRestore restore, LocalDate? asked, CancellationToken cancel)
    {
        var session = asked ?? (restore.Sessions is [.., var newest] ? newest
            : throw new RefusedException(
                "There is no backup. 'trading restore --begin-anew' begins an empty journal and moves the old one aside."));
        if (!restore.Sessions.Contains(session))
            throw new RefusedException(
                $"There is no backup of {session:uuuu-MM-dd}; 'trading restore --list' names those there are.");
        return Show(context, book, session, await restore.RestoreAsync(session, cancel));
    }

    private static int List(CommandContext context, Book book, JournalRestore restore)
    {
        var name = book.ToString().ToLowerInvariant();
        Block block = restore.Sessions.Count == 0 ? new Sentence("There is no backup yet.", Tone.Quiet)
            : new Listing(
                "", [Column.Name("after session")],
                [.. restore.Sessions.Select(one => (IReadOnlyList<string>)[$"{one:uuuu-MM-dd}"])]);
        context.Output.Show(new Page($"Backups ({name} book)", block), new { book = name, backups = restore.Sessions });
        return ExitCode.Fine;
    }

    private static int Show(CommandContext context, Book book, LocalDate? restored, RestoreResult result)
    {
        var name = book.ToString().ToLowerInvariant();
        context.Output.Show(
            new Page($"Restore ({name} book)", [.. Sentences(book, restored, result)]),
            new
            {
                book = name,
                restored,
                newestSession = result.Journal,
                lost = result.Lost,
                moreMayBeLost = !result.LostIsComplete,
                movedAside = result.Aside,
                halt = result.Halt,
            });
        return ExitCode.Fine;
    }

    private static IEnumerable<Sentence> Sentences(Book book, LocalDate? restored, RestoreResult result)
    {
        var end = result.Journal is { } last ? $"ends at {last:uuuu-MM-dd}" : "is empty";
        yield return new Sentence(
            restored is { } session ? $"The backup of {session:uuuu-MM-dd} is restored: the journal {end}."
                : $"The journal is accepted as it is: it {end}.", Tone.Good);
        if (result.Aside is { } aside) yield return new Sentence($"The old journal is kept as {aside}.");
        if (result.Lost.Count > 0)
            yield return new Sentence(
                "Lost from the journal, in whole or in part: "
                + $"{string.Join(", ", result.Lost.Select(one => $"{one:uuuu-MM-dd}"))}.", Tone.Caution);
        if (!result.LostIsComplete)
            yield return new Sentence(
                "The old journal cannot be read, so everything after its last backup may be lost.", Tone.Caution);
        if (result.Halt is { } halt) yield return new Sentence(HaltText.Of(halt, book), Tone.Bad);
        yield return new Sentence(
            "The next 'trading run' asks the broker what is held and on order, and settles the orders that the journal knows.",
            Tone.Quiet);
    }
}
