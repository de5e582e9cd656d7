using System.Globalization;
using NodaTime.Text;
using Trading.Core.Market;

namespace Trading.Core.Orders;

/// <summary>
/// The name that this system gives an order. A broker takes an id only once, so whatever has the same id is one order, whichever
/// program sends it and however late. An entry's id is its session, minute and symbol, as in
/// <c>20251103-1031-SPY-entry</c>. A sale's is its session, its symbol and a number, as in <c>20251103-SPY-exit1</c>; see
/// <see cref="Exit"/>.
/// </summary>
public readonly record struct ClientOrderId
{
    private const string EntrySuffix = "-entry";
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HHmm");

    /// <summary>Wraps an id read back from a journal or a broker.</summary>
    public ClientOrderId(string value) => Value = value;

    /// <summary>The id as text, at most 128 characters.</summary>
    public string Value { get; }

    /// <summary>The id of an entry that is decided in <paramref name="session"/> at <paramref name="minute"/>.</summary>
    public static ClientOrderId Entry(LocalDate session, Instant minute, string symbol) =>
        new($"{Day.Format(session)}-{Minute.Format(minute.InNewYork().TimeOfDay)}-{symbol}{EntrySuffix}");

    /// <summary>
    /// The id of the <paramref name="number"/>-th order of a session that sells a symbol, counted from one. The next number is
    /// used only when the order before it is final, so two programs that sell the same shares send the same id, and one order
    /// comes of it.
    /// </summary>
    public static ClientOrderId Exit(LocalDate session, string symbol, int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{ExitPrefix(session, symbol)}{number}"));

    /// <summary>The number of this exit of a symbol in a session; null when it is none.</summary>
    public int? ExitNumber(LocalDate session, string symbol)
    {
        var prefix = ExitPrefix(session, symbol);
        return Value.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(Value.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    /// <summary>The session that the id begins with; null when the id is not of this system's making.</summary>
    public LocalDate? Session =>
        Value.Length > 8 && Day.Parse(Value[..8]) is { Success: true, Value: var session } ? session : null;

    /// <summary>Whether this system gives a symbol's exits such ids, in whatever session.</summary>
    public bool IsExitOf(string symbol) => Session is { } session && ExitNumber(session, symbol) is not null;

    /// <summary>Whether this system gives a symbol's entries such ids, in whatever session.</summary>
    public bool IsEntryOf(string symbol) =>
        Session is not null && Value.EndsWith($"-{symbol}{EntrySuffix}", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string ExitPrefix(LocalDate session, string symbol) => $"{Day.Format(session)}-{symbol}-exit";
}
