using Trading.Core.Features;

namespace Trading.Core.Learning.Rows;

/// <summary>
/// Labelled rows of one session, as columns, sorted by minute and then by symbol: what was known at a minute, and how the
/// trade decided then ended. Treat the arrays as read-only.
/// </summary>
public sealed class LabelledRows
{
    /// <summary>New York date.</summary>
    public required LocalDate Session { get; init; }

    /// <summary>Start of the session.</summary>
    public required Instant Open { get; init; }

    /// <summary>The session's length in minutes.</summary>
    public required int Minutes { get; init; }

    /// <summary>Every how many minutes a symbol gives a row, the symbols in turn.</summary>
    public required int MinutesBetween { get; init; }

    /// <summary>The tickers, sorted.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>A hash of the bars that the rows were made of: 16 hexadecimal digits.</summary>
    public required string BarsHash { get; init; }

    /// <summary>Index into <see cref="Symbols"/>.</summary>
    public required short[] Symbol { get; init; }

    /// <summary>Minutes from the open to the decision; every bar used was complete by then.</summary>
    public required short[] Minute { get; init; }

    /// <summary>Whole minutes from the decision to the plan's exit.</summary>
    public required short[] MinutesToExit { get; init; }

    /// <summary>Minutes from the open to the start of the bar in which the trade ended; the outcome is known one minute
    /// later.</summary>
    public required short[] EndMinute { get; init; }

    /// <summary>The label: whether the trade ended with a profit after costs.</summary>
    public required bool[] Profit { get; init; }

    /// <summary>Return of the trade after costs, as a fraction.</summary>
    public required float[] NetReturn { get; init; }

    /// <summary>Sum of the squared log returns from bar to bar between the decision and the plan's exit.</summary>
    public required float[] RemainingVariance { get; init; }

    /// <summary>The feature rows, one after the other.</summary>
    public required float[] AllFeatures { get; init; }

    /// <summary>How many rows there are.</summary>
    public int Count => Minute.Length;

    /// <summary>A row's features, in the schema's order.</summary>
    public ReadOnlySpan<float> Features(int row) => AllFeatures.AsSpan(row * FeatureSchema.Count, FeatureSchema.Count);
}
