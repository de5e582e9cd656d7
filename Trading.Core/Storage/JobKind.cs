namespace Trading.Core.Storage;

/// <summary>The four jobs. Stored and shown by name.</summary>
public enum JobKind
{
    /// <summary>Before the day begins: closes what stands at its target or its stop.</summary>
    Rebalance,

    /// <summary>Each minute of the session: predicts, enters, protects.</summary>
    MinuteScan,

    /// <summary>From five minutes before the close: sells everything, and looks once more after the bell.</summary>
    EndOfDayClose,

    /// <summary>After the day: fetches bars, resolves the day, trains and judges.</summary>
    NightlyRetrain,
}
