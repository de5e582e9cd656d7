using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Core.Universe;
using Trading.Reporting;

namespace Trading.Cli.Reading;

/// <summary><c>trading universe</c>: the symbols that a session scanned, and why.</summary>
internal static class UniverseCommand
{
    /// <summary>Creates <c>universe</c>, which shows the choice of one session of a book.</summary>
    public static Command Create(CommandHost host)
    {
        var session = new Option<LocalDate?>("--session")
        {
            Description = "The session's date. [default: the last with a choice]",
            HelpName = "DATE",
            CustomParser = result => Values.Date(result),
        };
        return host.Reads(
            new Command("universe", "Lists the symbols that a session's universe rule chose, with its reasons.") { session },
            (context, book, cancel) => ShowAsync(context, book, context.Parsed.GetValue(session), cancel));
    }

    private static async Task ShowAsync(
        CommandContext context, OpenBook book, LocalDate? asked, CancellationToken cancel)
    {
        var choice = await FindAsync(book.Journal, asked, cancel);
        context.Output.Show(PageOf(book, asked, choice), new { book = book.Name, session = choice?.Session ?? asked, choice });
    }

    private static async Task<UniverseChoice?> FindAsync(
        ITradingJournal journal, LocalDate? asked, CancellationToken cancel)
    {
        if (asked is { } date) return await journal.GetUniverseAsync(date, cancel);
        foreach (var session in (await journal.GetSessionsAsync(cancel)).Reverse())
        {
            if (await journal.GetUniverseAsync(session, cancel) is { } found) return found;
        }
        return null;
    }

    private static Page PageOf(OpenBook book, LocalDate? asked, UniverseChoice? choice)
    {
        if (choice is null)
        {
            var of = asked is { } date ? $" for {FigureText.Date(date)}" : "";
            return new Page(
                $"Universe ({book.Name} book)",
                new Sentence($"No symbols were chosen{of}; the setting Universe says how they are (docs/operations.md)."));
        }
        var blocks = new List<Block> { new Sentence($"{UniverseText.Of(choice)}.") };
        if (choice.LeftOut.Count > 0)
        {
            var reasons = choice.LeftOut.OrderByDescending(one => one.Value)
                .Select(one => $"{FigureText.Count(one.Value)} for {UniverseText.Of(one.Key)}");
            blocks.Add(new Sentence($"Left out: {string.Join(", ", reasons)}."));
        }
        if (choice.Members.Count > 0)
        {
            blocks.Add(new Listing(
                "",
                [
                    Column.Figure("rank"), Column.Name("symbol"), Column.Figure("price"), Column.Figure("dollars a day"),
                    Column.Figure("gap").Below(1), Column.Figure("deviations").Below(1), Column.Figure("opening volume").Below(1),
                ],
                [.. choice.Members.Select(Cells)]));
        }
        return new Page($"Universe of {FigureText.Date(choice.Session)} ({book.Name} book)", [.. blocks]);
    }

    private static IReadOnlyList<string> Cells(UniverseMember member) =>
    [
        FigureText.Count(member.Rank),
        member.Symbol,
        FigureText.Price((decimal)member.Price),
        FigureText.Count((long)member.DollarVolume),
        member.GapReturn is { } gap ? FigureText.Percent(gap, 1) : FigureText.None,
        member.Gap is { } deviations ? FigureText.Number(deviations, 1) : FigureText.None,
        member.OpeningRatio is { } ratio ? $"{FigureText.Number(ratio, 1)} x usual" : FigureText.None,
    ];
}
