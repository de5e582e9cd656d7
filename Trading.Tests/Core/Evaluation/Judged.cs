using Trading.Core.Evaluation;
using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;
using Trading.Core.Market;

namespace Trading.Tests.Core.Evaluation;

/// <summary>A forecast of a hand-made session.</summary>
/// <param name="Symbol">Index of the symbol.</param>
/// <param name="Minute">Minutes from the open to the decision.</param>
/// <param name="End">Minutes from the open to the bar in which the trade ends.</param>
/// <param name="Probability">What was said.</param>
/// <param name="Net">Return after costs, as a fraction; it is a profit when above zero.</param>
internal sealed record Said(short Symbol, short Minute, short End, double Probability, double Net);

/// <summary>Judged sessions made by hand.</summary>
internal static class Judged
{
    public static readonly string[] Symbols = ["AAA", "BBB", "CCC"];

    public static JudgedSession Session(params Said[] rows) => On(Days.Monday.Date, rows);

    public static JudgedSession On(LocalDate date, params Said[] rows) => new(
        new OutOfSampleSession(
            date, "by hand", Symbols,
            [.. rows.Select(r => new OutOfSampleRow(r.Symbol, r.Minute, r.End, 0, 0, r.Net > 0, (float)r.Net))]),
        default, [.. rows.Select(r => r.Probability)], [.. rows.Select(_ => 0.5)], [.. rows.Select(r => r.Net > 0)]);

    public static EvaluatedSession With(JudgedSession session, params BarSeries[] bars) => new(session, Days.Monday, bars);
}
