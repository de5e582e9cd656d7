namespace Trading.Simulation.Exchange;

/// <summary>How an order and its legs depend on each other.</summary>
public enum OrderClass
{
    /// <summary>It has no legs.</summary>
    Simple,

    /// <summary>An entry whose fill opens a stop and a target; the end of one of them cancels the other.</summary>
    Bracket,

    /// <summary>A target, open at once, and its stop; the end of one of them cancels the other.</summary>
    OneCancelsOther,

    /// <summary>An entry whose fill opens a stop or a target.</summary>
    OneTriggersOther,
}
