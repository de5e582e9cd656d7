namespace Trading.Core.Storage;

/// <summary>The four jobs. Stored and shown by name.</summary>
public enum JobKind
{
    /// <summary>Before the session: closes positions that have reached their target or their stop.</summary>
    Rebalance,

    /// <summary>Each minute of the session: predicts, enters, and protects positions.</summary>
    MinuteScan,

    /// <summary>From five minutes before the close: sells everything, and checks once more after the bell.</summary>
    EndOfDayClose,

    /// <summary>After the session: fetches bars, resolves the day's predictions, extends the record, judges the recipe and
    /// trains.</summary>
    NightlyRetrain,
}
