using System.Text;
using Trading.Adapters.Importing.Reading;
using Trading.Adapters.Importing.Tables;
using Trading.Core.Collecting.Content;
using Trading.Core.Market;

namespace Trading.Adapters.Importing;

/// <summary>
/// Reads one-minute bars from files in the forms in which people have them. What may mean two things is refused with one sentence
/// that names the option which says it. Prices are rounded to a millionth of a dollar, volumes to whole shares.
/// </summary>
/// <param name="options">What a person says of the files.</param>
/// <param name="calendar">When the exchange trades; null to take any day.</param>
/// <param name="clock">Tells which bars would be of the future.</param>
internal sealed class BarFileReader(ImportOptions options, IMarketCalendar? calendar, IClock clock)
{
    private const int Shown = 3;

    /// <summary>Reads a file; a part of an archive of files is a file of its own. Nothing of a file with an error is
    /// kept.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isAlone">Whether no other file is imported; the symbol that a person names wins then over the file's
    /// name.</param>
    /// <param name="cancel">Stops between parts.</param>
    public async Task<IReadOnlyList<ImportedFile>> ReadAsync(string path, bool isAlone, CancellationToken cancel)
    {
        if (Directory.Exists(path)) return [Refused(path, "is a folder; name the files in it.")];
        if (!File.Exists(path)) return [Refused(path, "does not exist.")];
        if (!BarFileNames.Fits(path)) return [Refused(path, $"is no file of bars; {BarFileParts.Kinds}")];
        try
        {
            var parts = await BarFileParts.OfAsync(path, IsWanted, cancel);
            return [.. parts.Select(part => Read(part, isAlone && parts.Count == 1))];
        }
        catch (InvalidDataException e)
        {
            return [Refused(path, e.Message)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [Refused(path, $"cannot be read: {e.Message}")];
        }
    }

    private bool IsWanted(string column) =>
        options.Columns is not null || HeaderNames.Of(column).Column != BarColumn.Ignored || HeaderNames.IsUnnamed(column);

    private ImportedFile Read(BarFilePart part, bool isAlone)
    {
        var stated = part.Names.Select(SymbolText.InName).FirstOrDefault(name => name is not null);
        var symbol = isAlone ? options.Symbol ?? stated : stated ?? options.Symbol;
        try
        {
            var table = new TableReader(part.Open, symbol, options, calendar, clock.GetCurrentInstant()).Read();
            return table.Error is { } error ? Refused(part.Path, error) : Judged(part.Path, table);
        }
        catch (InvalidDataException e)
        {
            return Refused(part.Path, e.Message);
        }
        catch (DecoderFallbackException)
        {
            return Refused(part.Path, "is not UTF-8 text; if it is compressed, its name must end in .gz or .zip.");
        }
        catch (NotSupportedException e)
        {
            // A quote that is opened and never closed makes one row of the rest of the file.
            return Refused(part.Path, $"has a row that is too long to be one: {e.Message.TrimEnd('.')}.");
        }
    }

    private ImportedFile Judged(string path, ReadTable table)
    {
        var (series, notes) = (table.Series, table.Notes.ToList());
        var shape = ShapeOf(series, ReadIn(table));
        if (table.Labels == ZoneLabels.Utc && options.TimeZone is { } asked && asked != DateTimeZone.Utc)
        {
            var isReplaced = shape.FitsBetterIn(asked);
            if (isReplaced)
            {
                if (Reread(series, asked) is not { } reread)
                    return Refused(path, $"has times that the clocks of {asked.Id} skip or show twice.");
                (series, shape) = (reread, ShapeOf(reread, asked));
            }
            notes.Add(new(isReplaced ? ImportNoteKind.LabelReplaced : ImportNoteKind.LabelKept, 1, asked.Id));
        }
        var findings = shape.Findings().Where(found => !IsAnswered(found, table.Labels)).ToList();
        var isRefused = findings.Exists(found => found.IsGrave) && !options.Anyway;
        if (!isRefused && DayWithoutSession(series) is { } at)
        {
            var (symbol, start) = (series[at.Series].Symbol, series[at.Series].Bars[at.Bar].Start);
            return Refused(path, $":{table.Lines(symbol, table.Series[at.Series].Bars[at.Bar].Start)}: the bar of {start} is of "
                + $"{start.InNewYork().Date:uuuu-MM-dd}, a day without a session.");
        }
        return new(
            path, series is [var only] ? only.Symbol : null, isRefused ? 0 : series.Sum(one => one.Count),
            isRefused ? 0 : series.SelectMany(one => one.Days()).Select(day => day.Date).Distinct().Count(), null)
        {
            Symbols = series.Count,
            Notes = notes,
            Findings = findings,
            First = [.. series[0].Bars[..Math.Min(Shown, series[0].Count)].ToArray().Select(
                bar => new UnderstoodBar(series[0].Symbol, bar.Start.InNewYork(), bar))],
            IsRefused = isRefused,
            Series = isRefused ? [] : series,
        };
    }

    // What a person has said needs no suspicion; and an offset of its own is no label that someone forgot.
    private bool IsAnswered(BarFinding found, ZoneLabels labels) =>
        (found is StampedAtEnd && options.Stamped is not null)
        || (found is WrongTimeZone && labels.HasFlag(ZoneLabels.Other));

    private SymbolShapes ShapeOf(IReadOnlyList<BarSeries> series, DateTimeZone readIn)
    {
        var shape = new SymbolShapes(calendar, readIn);
        foreach (var one in series)
        {
            foreach (var (date, day) in one.Days()) shape.Add(date, day);
        }
        return shape;
    }

    private static DateTimeZone ReadIn(ReadTable table) =>
        table.Labels.HasFlag(ZoneLabels.Missing) ? table.Zone! : DateTimeZone.Utc;

    // The same wall-clock times in another zone; null when one of them is not a single instant there.
    private static List<BarSeries>? Reread(IReadOnlyList<BarSeries> series, DateTimeZone zone)
    {
        var reread = new List<BarSeries>(series.Count);
        foreach (var one in series)
        {
            var bars = one.Bars.ToArray();
            for (var i = 0; i < bars.Length; i++)
            {
                var mapping = zone.MapLocal(bars[i].Start.InUtc().LocalDateTime);
                if (mapping.Count != 1) return null;
                bars[i] = bars[i] with { Start = mapping.Single().ToInstant() };
                if (i > 0 && bars[i].Start <= bars[i - 1].Start) return null;
            }
            reread.Add(new(one.Symbol, bars));
        }
        return reread;
    }

    private (int Series, int Bar)? DayWithoutSession(IReadOnlyList<BarSeries> series)
    {
        if (calendar is null) return null;
        for (var i = 0; i < series.Count; i++)
        {
            var before = 0;
            foreach (var (date, day) in series[i].Days())
            {
                if (calendar.SessionOn(date) is null) return (i, before);
                before += day.Count;
            }
        }
        return null;
    }

    private static ImportedFile Refused(string path, string what) => new(
        path, null, 0, 0, what.StartsWith(':') ? $"{path}{what}" : $"{path} {what}")
    { IsRefused = true };
}
