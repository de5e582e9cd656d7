namespace Trading.Simulation.Exchange;

/// <summary>How long an order and its legs stay open.</summary>
public enum TimeInForce
{
    /// <summary>Until the close of its session, or four hours after it with extended hours.</summary>
    Day,

    /// <summary>Until it fills or is cancelled; the exchange cancels it after 90 days, at 16:15 New York.</summary>
    GoodTillCancelled,

    /// <summary>It fills in the first bar that may fill it; the rest is cancelled.</summary>
    ImmediateOrCancel,

    /// <summary>It fills completely in the first bar that may fill it, or is cancelled.</summary>
    FillOrKill,

    /// <summary>It fills at the next open of a session; the rest is cancelled.</summary>
    AtTheOpen,

    /// <summary>It fills at the next close of a session; the rest expires.</summary>
    AtTheClose,
}
