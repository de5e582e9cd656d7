namespace Trading.Core.Learning.Rows;

/// <summary>Which bars of a session give a row. Features run over every bar in any case.</summary>
/// <param name="MinutesBetween">Every how many minutes a symbol gives a row, the symbols in turn.</param>
/// <param name="FirstMinute">
/// For each symbol the minutes from the open at which its first row may be; null when all symbols count all day.
/// </param>
public sealed record RowSelection(int MinutesBetween, IReadOnlyDictionary<string, int>? FirstMinute)
{
    /// <summary>Every bar gives a row.</summary>
    public static readonly RowSelection All = new(1, null);

    /// <summary>Whether a row is wanted.</summary>
    /// <param name="symbol">The symbol's index in the session.</param>
    /// <param name="minute">Minutes from the open to the decision.</param>
    /// <param name="first">The symbol's <see cref="FirstOf"/>.</param>
    public bool Wants(int symbol, int minute, int first) => minute >= first && (minute + symbol) % MinutesBetween == 0;

    /// <summary>The minute from which a symbol gives rows.</summary>
    public int FirstOf(string symbol) => FirstMinute?.GetValueOrDefault(symbol) ?? 0;
}
