using NodaTime.Text;
using Trading.Adapters.Importing;
using Trading.Cli.Output;
using Trading.Cli.Reading;
using Trading.Core.Collecting;
using Trading.Core.Collecting.Content;
using Trading.Core.Status;
using Trading.Core.Text;
using Trading.Reporting;

namespace Trading.Cli.Importing;

/// <summary>The result of an import as a page.</summary>
internal static class ImportPage
{
    private const int MostFindings = 20;
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>Creates the page.</summary>
    /// <param name="result">What was imported.</param>
    /// <param name="archive">What the archive holds now.</param>
    /// <param name="isDryRun">Whether nothing was written.</param>
    /// <param name="replaces">Whether bars that differ were replaced.</param>
    /// <param name="next">What can be done next; empty for nothing.</param>
    public static Page Of(ImportResult result, ArchiveExtent archive, bool isDryRun, bool replaces, string next)
    {
        var imported = result.Files.Where(f => !f.IsRefused).ToList();
        var blocks = new List<Block>();
        if (imported.Count > 0)
        {
            blocks.Add(new Listing(
                "", [Column.Id("file"), Column.Name("symbol"), Column.Figure("sessions"), Column.Figure("bars")],
                [
                    .. imported.Select(f => (IReadOnlyList<string>)
                        [Path.GetFileName(f.Path), f.Symbol ?? FigureText.Counted(f.Symbols, "symbol"),
                            FigureText.Count(f.Sessions), FigureText.Count(f.Rows)]),
                ]));
        }
        if (isDryRun) blocks.AddRange(FirstBars(result.Files));
        blocks.AddRange(result.Files.Where(f => f.IsRefused).Select(f => new Sentence(Refusal(f), Tone.Bad)));
        blocks.AddRange(imported.SelectMany(f => f.Findings.Select(found => new Sentence(
            $"{Name(f)}: {WithAdvice(found)}", Tone.Caution))));
        blocks.AddRange(imported.SelectMany(f => f.Notes.Select(note => new Sentence(
            $"{Name(f)}: {ImportNoteText.Of(note)}", IsQuiet(note) ? Tone.Quiet : Tone.Caution))));
        blocks.AddRange(Differences(result, isDryRun, replaces));
        blocks.AddRange(result.Adjusted.Select(split => new Sentence(
            $"The prices of {split.Symbol} before {FigureText.Date(split.Session)} were divided by "
                + $"{split.NewShares} for {split.OldShares}.", Tone.Caution)));
        blocks.AddRange(result.Findings.Where(found => found is not UnadjustedSplit split || !result.Adjusted.Contains(split))
            .Take(MostFindings).Select(found => new Sentence(WithAdvice(found), Tone.Caution)));
        if (result.Findings.Count > MostFindings)
            blocks.Add(new Sentence($"{FigureText.Count(result.Findings.Count - MostFindings)} more; --json has all.",
                Tone.Caution));
        blocks.Add(new Facts(
            new(isDryRun ? "would be added" : "added", Added(result)), new("archive", ArchiveText.Of(archive))));
        if (next.Length > 0) blocks.Add(new Sentence(next, Tone.Quiet));
        var title = isDryRun ? "Would import" : "Imported";
        return new Page($"{title} {imported.Count} of {FigureText.Counted(result.Files.Count, "file")}", blocks);
    }

    private static IEnumerable<Listing> FirstBars(IReadOnlyList<ImportedFile> files) => files
        .Where(f => f.First.Count > 0).Select(f =>
        new Listing(
            $"{Path.GetFileName(f.Path)} begins",
            [
                Column.Name("UTC"), Column.Name("New York"), Column.Name("symbol"), Column.Figure("open"), Column.Figure("high"),
                Column.Figure("low"), Column.Figure("close"), Column.Figure("volume"),
            ],
            [
                .. f.First.Select(one => (IReadOnlyList<string>)
                [
                    Minute.Format(one.Bar.Start.InUtc().LocalDateTime), Minute.Format(one.NewYork), one.Symbol,
                    $"{one.Bar.Open}", $"{one.Bar.High}", $"{one.Bar.Low}", $"{one.Bar.Close}", FigureText.Count(one.Bar.Volume),
                ]),
            ]));

    private static string Refusal(ImportedFile file) => file.Error is { } error
        ? $"Not imported: {error.Replace(file.Path, VisibleText.Beginning(file.Path), StringComparison.Ordinal)}"
        : $"Not imported: {VisibleText.Beginning(file.Path)}: {string.Join(' ', file.Findings.Select(WithAdvice))}";

    private static IEnumerable<Sentence> Differences(ImportResult result, bool isDryRun, bool replaces)
    {
        foreach (var symbol in result.Symbols)
        {
            if (symbol.Files.First is { } between)
            {
                yield return new(
                    $"{symbol.Symbol}: {FigureText.Counted(symbol.Files.Differing, "bar")} of the same minute "
                        + $"{(symbol.Files.Differing == 1 ? "differs" : "differ")} between "
                        + $"{FigureText.Names([.. symbol.Sources.Select(Path.GetFileName).OfType<string>()])}; the "
                        + $"{(replaces ? "later" : "earlier")} file's {(isDryRun ? "would be" : "were")} taken: "
                        + $"{Values(between)}.", Tone.Bad);
            }
            if (symbol.Archive.First is not { } first) continue;
            var isOne = symbol.Archive.Differing == 1;
            var stored = isOne ? "the stored one" : "the stored ones";
            var what = (replaces, isDryRun) switch
            {
                (true, true) => $"would replace {stored}",
                (true, false) => $"replaced {stored}",
                _ when isOne => $"differs from {stored}, which stays; --replace replaces it",
                _ => $"differ from {stored}, which stay; --replace replaces them",
            };
            yield return new(
                $"{symbol.Symbol}: {FigureText.Counted(symbol.Archive.Differing, "bar")} {what}: {Values(first)}.", Tone.Bad);
        }
    }

    private static string Values(BarDifference one) =>
        $"the first is of {FigureText.NewYork(one.Stored.Start)} New York, {Figures(one.Stored, one.Arriving)} before and "
            + $"{Figures(one.Arriving, one.Stored)} now";

    // What differs, by name.
    private static string Figures(Core.Market.Bar bar, Core.Market.Bar other)
    {
        var figures = new List<string>();
        if (bar.Open != other.Open) figures.Add($"open {bar.Open}");
        if (bar.High != other.High) figures.Add($"high {bar.High}");
        if (bar.Low != other.Low) figures.Add($"low {bar.Low}");
        if (bar.Close != other.Close) figures.Add($"close {bar.Close}");
        if (bar.Volume != other.Volume) figures.Add($"volume {bar.Volume}");
        return string.Join(", ", figures);
    }

    private static string Added(ImportResult result)
    {
        var (added, same) = (result.Symbols.Sum(s => (long)s.Archive.Added), result.Symbols.Sum(s => (long)s.Archive.Same));
        return same == 0 ? FigureText.Counted(added, "bar")
            : $"{FigureText.Counted(added, "bar")}; {FigureText.Count(same)} were stored already";
    }

    private static string WithAdvice(BarFinding finding) =>
        BarFindingText.ImportAdvice(finding) is { Length: > 0 } advice
            ? $"{BarFindingText.Of(finding)} {advice}" : BarFindingText.Of(finding);

    private static string Name(ImportedFile file) => VisibleText.Beginning(Path.GetFileName(file.Path));

    private static bool IsQuiet(ImportNote note) =>
        note.Kind is ImportNoteKind.RepeatedRows or ImportNoteKind.FractionsOfShares or ImportNoteKind.LabelReplaced;
}
