namespace Trading.Adapters.Importing.Reading;

/// <summary>What a column of a file of bars holds.</summary>
public enum BarColumn
{
    /// <summary>Nothing that is read.</summary>
    Ignored,

    /// <summary>Date and time, or seconds, milliseconds, microseconds or nanoseconds since 1970.</summary>
    Timestamp,

    /// <summary>The date; the time stands in another column.</summary>
    Date,

    /// <summary>The time of day; the date stands in another column.</summary>
    Time,

    /// <summary>The ticker.</summary>
    Symbol,

    /// <summary>First price, dollars.</summary>
    Open,

    /// <summary>Highest price, dollars.</summary>
    High,

    /// <summary>Lowest price, dollars.</summary>
    Low,

    /// <summary>Last price, dollars.</summary>
    Close,

    /// <summary>Shares traded.</summary>
    Volume,
}
