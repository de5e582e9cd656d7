namespace Trading.Core.Orders;

/// <summary>
/// The states of an order, from the intent to its end, and the only table of the transitions between them. The other
/// vocabularies are views of these states: a broker's <see cref="OrderStatus"/> is what moves an intent; a holding is an entry
/// with a fill that is Working or Holding; a reason code says how the first transition of an entry went (Working: entered;
/// Rejected: refused by the broker; Planned or Unknown: outcome unknown).
/// </summary>
public static class OrderLifecycle
{
    private static readonly Dictionary<IntentStatus, IntentStatus[]> Next = new()
    {
        [IntentStatus.Planned] =
        [
            IntentStatus.Working, IntentStatus.Unknown, IntentStatus.Holding, IntentStatus.Rejected, IntentStatus.Abandoned,
            IntentStatus.Unfilled, IntentStatus.Completed,
        ],
        [IntentStatus.Unknown] =
        [
            IntentStatus.Working, IntentStatus.Holding, IntentStatus.Rejected, IntentStatus.Abandoned, IntentStatus.Unfilled,
            IntentStatus.Completed,
        ],
        [IntentStatus.Working] = [IntentStatus.Holding, IntentStatus.Rejected, IntentStatus.Unfilled, IntentStatus.Completed],
        // A position ends. A broker that busts the trade, or whose account was reset, shows the order without its fill.
        [IntentStatus.Holding] = [IntentStatus.Completed, IntentStatus.Unfilled, IntentStatus.Rejected],
        // An intent is abandoned when the broker does not know it. When sending took longer than that, the order may still
        // arrive, and an order that is live at the broker must be open in the journal.
        [IntentStatus.Abandoned] =
        [
            IntentStatus.Planned, IntentStatus.Working, IntentStatus.Unknown, IntentStatus.Holding, IntentStatus.Rejected,
            IntentStatus.Unfilled, IntentStatus.Completed,
        ],
        // A sale that the broker refused to take is sent again under the same id.
        [IntentStatus.Rejected] =
        [
            IntentStatus.Planned, IntentStatus.Working, IntentStatus.Unknown, IntentStatus.Abandoned, IntentStatus.Unfilled,
            IntentStatus.Completed,
        ],
        [IntentStatus.Unfilled] = [],
        [IntentStatus.Completed] = [],
    };

    /// <summary>Whether an intent may move from one status to another; staying is always allowed.</summary>
    public static bool Allows(IntentStatus from, IntentStatus to) => from == to || Next[from].Contains(to);

    /// <summary>
    /// Whether an intent that stands in the journal may move to a status. Only a sale is planned again under its id: an entry
    /// that was refused stays refused, and one that was abandoned is not sent any more.
    /// </summary>
    public static bool MayBecome(this OrderIntent standing, IntentStatus to) =>
        Allows(standing.Status, to) && (standing.Purpose != OrderPurpose.Entry || standing.Status == to || standing.Status switch
        {
            IntentStatus.Rejected => false,
            IntentStatus.Abandoned => to != IntentStatus.Planned,
            _ => true,
        });

    /// <summary>The intent in another status, for the code that caused the change.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="status">Its new status.</param>
    /// <param name="note">The broker's code and words, or what is in doubt.</param>
    /// <exception cref="InvalidOperationException">The table does not allow the transition: a mistake in the program.</exception>
    public static OrderIntent MoveTo(this OrderIntent intent, IntentStatus status, string note = "") =>
        Allows(intent.Status, status)
            ? intent with { Status = status, Note = note }
            : throw new InvalidOperationException($"Intent {intent.Id} is {intent.Status} and cannot become {status}.");

    /// <summary>The intent in the status that an observation concludes; unchanged when the table does not allow the
    /// transition.</summary>
    /// <remarks>An answer of the broker may be older than what the journal knows, so it never takes anything back.</remarks>
    public static OrderIntent Observed(this OrderIntent intent, IntentStatus status) =>
        intent.Status != IntentStatus.Rejected && status != IntentStatus.Planned && Allows(intent.Status, status)
            ? intent with { Status = status }
            : intent;
}
