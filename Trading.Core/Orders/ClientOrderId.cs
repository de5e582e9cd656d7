using NodaTime.Text;
using Trading.Core.Market;

namespace Trading.Core.Orders;

/// <summary>
/// The name that this system gives an order: session, minute, symbol and purpose, as in <c>20251103-1031-SPY-entry</c>.
/// The same decision made twice has the same id, and a broker takes an id only once, so it is one order.
/// </summary>
public readonly record struct ClientOrderId
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HHmm");

    /// <summary>Wraps an id read back from a journal or a broker.</summary>
    public ClientOrderId(string value) => Value = value;

    /// <summary>The id as text, at most 128 characters.</summary>
    public string Value { get; }

    /// <summary>Derives the id of a decision made for <paramref name="session"/> at <paramref name="minute"/>.</summary>
    public static ClientOrderId Of(LocalDate session, Instant minute, string symbol, OrderPurpose purpose) =>
        new($"{Day.Format(session)}-{Minute.Format(minute.InNewYork().TimeOfDay)}-{symbol}-{Spell(purpose)}");

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>The purpose that the id was derived from; null when the id is not of this system's making.</summary>
    public OrderPurpose? Purpose
    {
        get
        {
            var spelled = Value.AsSpan(Value.LastIndexOf('-') + 1);
            foreach (var purpose in Enum.GetValues<OrderPurpose>())
            {
                if (spelled.SequenceEqual(Spell(purpose))) return purpose;
            }
            return null;
        }
    }

    private static string Spell(OrderPurpose purpose) => purpose switch
    {
        OrderPurpose.Entry => "entry",
        OrderPurpose.EndOfDay => "eod",
        OrderPurpose.TimeExit => "horizon",
        OrderPurpose.Rebalance => "rebalance",
        OrderPurpose.Unprotected => "unprotected",
        OrderPurpose.Flatten => "flatten",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "An order purpose without a spelling."),
    };
}
