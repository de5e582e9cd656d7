using Trading.Adapters.Importing.Reading;

namespace Trading.Adapters.Importing;

/// <summary>What a person says of files that they do not say themselves, and what may be done with their bars.</summary>
public sealed record ImportOptions
{
    /// <summary>The columns from left to right; null to take them from the file's header.</summary>
    public IReadOnlyList<BarColumn>? Columns { get; init; }

    /// <summary>The time zone of times that name none; null to refuse such times.</summary>
    public DateTimeZone? TimeZone { get; init; }

    /// <summary>Whether the bars carry the start or the end of their minute; null for the start, unless their content shows that
    /// it is the end: then the file is refused.</summary>
    public BarStamp? Stamped { get; init; }

    /// <summary>The order of day and month in dates such as 11/03/2025; null to find it in the file.</summary>
    public DateOrder? Dates { get; init; }

    /// <summary>The mark between dollars and cents; null to find it in the file.</summary>
    public DecimalMark? Mark { get; init; }

    /// <summary>The symbol of files that name none; null to take it from a column or the file's name.</summary>
    public string? Symbol { get; init; }

    /// <summary>Whether prices before what looks like a split are divided by its ratio.</summary>
    public bool AdjustsSplits { get; init; }

    /// <summary>Whether a bar that differs from a stored one of the same minute replaces it.</summary>
    public bool Replaces { get; init; }

    /// <summary>Whether bars are imported although their content looks wrong altogether.</summary>
    public bool Anyway { get; init; }
}

/// <summary>Which end of its minute a bar carries.</summary>
public enum BarStamp
{
    /// <summary>The start, as the archive has it.</summary>
    Start,

    /// <summary>The end: the bar stamped 09:31 began at 09:30.</summary>
    End,
}
