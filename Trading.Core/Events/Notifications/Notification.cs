namespace Trading.Core.Events.Notifications;

/// <summary>What a person should hear of, as a value; the report makes the words.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="At">When, by the exchange's clock.</param>
/// <param name="Subject">
/// What tells it from others of its kind: one of the same kind and subject soon after is the same news again. A trade's is its
/// entry's id, so each trade is news.
/// </param>
public sealed record Notification(NotificationKind Kind, NotificationLevel Level, Instant At, string Subject)
{
    /// <summary>The ticker; null when it is about none.</summary>
    public string? Symbol { get; init; }

    /// <summary>The level of the trouble that this is the end of; null when it is the end of none. Those who hear of a trouble
    /// hear of its end.</summary>
    public NotificationLevel? Ends { get; init; }

    /// <summary>Why, in words; empty when it has no reason. Another reason of the same subject is news.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether it is dealt with as it is told, so that the next of its subject is a trouble of its own.</summary>
    public bool IsDealtWith { get; init; }

    /// <summary>What happened; null where no event tells it.</summary>
    public TradingEvent? Event { get; init; }

    /// <summary>The same for programs: names with texts and numbers.</summary>
    public IReadOnlyDictionary<string, object?> Fields { get; init; } = new Dictionary<string, object?>();

    /// <summary>The level by which people choose.</summary>
    public NotificationLevel Weight => Ends ?? Level;
}
