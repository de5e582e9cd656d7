namespace Trading.Adapters.Notifications;

/// <summary>How one attempt to deliver a message ended.</summary>
/// <param name="Arrived">Whether the service took it.</param>
/// <param name="Reason">What stood in the way, in a few words that hold no secret; empty when it arrived.</param>
/// <param name="MayPass">Whether another attempt may succeed.</param>
/// <param name="RetryAfter">How long the service asks to wait; null when it does not say.</param>
internal sealed record Delivery(bool Arrived, string Reason = "", bool MayPass = false, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether it made way for a more urgent message; it may be tried again after the wait that is left.</summary>
    public bool MadeWay { get; init; }

    /// <summary>It arrived.</summary>
    public static Delivery Done { get; } = new(true);
}
