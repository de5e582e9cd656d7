namespace Trading.Core.Events.Notifications;

/// <summary>How much a notification matters.</summary>
public enum NotificationLevel
{
    /// <summary>The usual course of trading.</summary>
    Info,

    /// <summary>Worth a look today.</summary>
    Warning,

    /// <summary>Worth a look now: what is held may be at risk, or nothing trades.</summary>
    Critical,
}

/// <summary>What a notification is about; people choose by it, and programs that receive it.</summary>
public enum NotificationKind
{
    /// <summary>Shares were bought.</summary>
    TradeOpened,

    /// <summary>A position is closed.</summary>
    TradeClosed,

    /// <summary>The broker refused an order, at once or later.</summary>
    OrderRefused,

    /// <summary>An order was sent, and its fate is not known.</summary>
    OrderInDoubt,

    /// <summary>A position has no live stop.</summary>
    PositionUnprotected,

    /// <summary>A position that has to be sold is not being sold.</summary>
    SaleFailed,

    /// <summary>A run of a job failed.</summary>
    JobFailed,

    /// <summary>A job works again.</summary>
    JobRecovered,

    /// <summary>A step beside the jobs failed: the exchange, the clock, the journal, or a job that could not begin.</summary>
    StepFailed,

    /// <summary>A step works again.</summary>
    StepRecovered,

    /// <summary>An hour of the session brought no bars.</summary>
    NoBars,

    /// <summary>The night's model was trained and its recipe judged.</summary>
    ModelTrained,

    /// <summary>The recipe is proven.</summary>
    ModelPromoted,

    /// <summary>The recipe is proven no longer.</summary>
    ModelRetired,

    /// <summary>Entries stop for the day.</summary>
    ModelDoubted,

    /// <summary>Trading was halted.</summary>
    Halted,

    /// <summary>The halt was lifted.</summary>
    Resumed,

    /// <summary>The session's result.</summary>
    DayEnded,

    /// <summary>The scheduler began.</summary>
    Started,

    /// <summary>The scheduler ended.</summary>
    Stopped,

    /// <summary>Several notifications in one; told whatever kinds are chosen.</summary>
    Several,

    /// <summary>Notifications that did not arrive; told whatever kinds are chosen.</summary>
    Lost,

    /// <summary>A person tries the service; told whatever kinds are chosen.</summary>
    Test,
}
