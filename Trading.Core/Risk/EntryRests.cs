using Trading.Core.Orders;

namespace Trading.Core.Risk;

/// <summary>
/// Entries that the broker refused, at once or after it had taken them, are not repeated each minute: a symbol rests for 5
/// minutes after the first refusal, 20 after the second in a row, and then 80. Three refusals in a row, in whatever symbols, are
/// about the account, and let all symbols rest for 5, 10, 20 minutes and so on.
/// </summary>
public sealed class EntryRests
{
    private const int RefusalsOfTheAccount = 3;
    private static readonly Duration First = Duration.FromMinutes(5);

    private readonly Dictionary<string, Instant> ofSymbol = new(StringComparer.Ordinal);
    private readonly Instant ofAll = Instant.MinValue;

    /// <summary>The rests that follow from a session's intents.</summary>
    public EntryRests(IReadOnlyList<OrderIntent> intents)
    {
        var entries = intents.Where(i => i.Purpose == OrderPurpose.Entry && HasAnswer(i)).OrderBy(i => i.DecidedAt).ToList();
        foreach (var symbol in entries.GroupBy(i => i.Request.Symbol, StringComparer.Ordinal))
        {
            if (Row(symbol) is { Count: > 0 } refused)
                ofSymbol[symbol.Key] = refused[0].DecidedAt + (First * Math.Pow(4, Math.Min(refused.Count, 3) - 1));
        }
        if (Row(entries) is { Count: >= RefusalsOfTheAccount } all)
            ofAll = all[0].DecidedAt + (First * Math.Pow(2, Math.Min(all.Count - RefusalsOfTheAccount, 4)));
    }

    /// <summary>Whether a symbol rests at a minute.</summary>
    public bool IsResting(string symbol, Instant minute) =>
        minute < ofAll || (ofSymbol.TryGetValue(symbol, out var until) && minute < until);

    // The refusals since the last entry that the broker took, the newest first.
    private static List<OrderIntent> Row(IEnumerable<OrderIntent> entries) =>
        [.. entries.Reverse().TakeWhile(i => i.Status is IntentStatus.Rejected or IntentStatus.Unfilled)];

    private static bool HasAnswer(OrderIntent intent) => intent.Status is
        IntentStatus.Rejected or IntentStatus.Unfilled or IntentStatus.Holding or IntentStatus.Completed;
}
