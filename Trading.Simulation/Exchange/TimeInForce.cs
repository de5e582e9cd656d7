namespace Trading.Simulation.Exchange;

/// <summary>How long an order and the legs of its bracket stay open.</summary>
public enum TimeInForce
{
    /// <summary>Until the close of its session, or four hours after it with extended hours.</summary>
    Day,

    /// <summary>Until it fills or is cancelled. Alpaca ends such an order after 90 days; here it never ends.</summary>
    GoodTillCancelled,
}
