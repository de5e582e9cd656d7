using Trading.Core.Market;

namespace Trading.Adapters.Importing.Reading;

/// <summary>The bars of a file as they were read; or what is wrong with it.</summary>
/// <param name="Series">A series a symbol.</param>
/// <param name="Labels">What its times say of their zone.</param>
/// <param name="Zone">The zone in which times without one were read; null when there were none.</param>
/// <param name="Notes">What was left out or rounded.</param>
/// <param name="Lines">The line of a symbol's bar of a minute.</param>
/// <param name="Error">What is wrong: <c>:LINE: ...</c> or the end of a sentence that begins with the file; null when nothing
/// is.</param>
internal sealed record ReadTable(
    IReadOnlyList<BarSeries> Series, ZoneLabels Labels, DateTimeZone? Zone, IReadOnlyList<ImportNote> Notes,
    Func<string, Instant, int> Lines, string? Error)
{
    /// <summary>A file with an error.</summary>
    public static ReadTable Refused(string error) => new([], ZoneLabels.None, null, [], (_, _) => 0, error);
}
