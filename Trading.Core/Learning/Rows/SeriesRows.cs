using System.Runtime.InteropServices;
using Trading.Core.Features;
using Trading.Core.Market;

namespace Trading.Core.Learning.Rows;

/// <summary>A series on its way to rows.</summary>
/// <param name="Order">Its place among the series that were read.</param>
/// <param name="Symbol">Its index among the session's symbols; -1 when it has no bar in the session's hours.</param>
/// <param name="Read">The series as it was read.</param>
/// <param name="Own">Its bars in the session's hours.</param>
internal sealed record NumberedSeries(int Order, int Symbol, BarSeries Read, BarSeries Own);

/// <summary>A row without its features; <see cref="LabelledRows"/> says what each part means.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SeriesRow(
    short Minute, short MinutesToExit, short EndMinute, bool Profit, float NetReturn, float RemainingVariance);

/// <summary>The rows of one symbol's session, in the order of their minutes.</summary>
internal sealed class SeriesRows(NumberedSeries series, int capacity)
{
    private readonly List<SeriesRow> rows = new(capacity);
    private readonly List<float> features = new(capacity * FeatureSchema.Count);

    /// <summary>The series' place among those that were read.</summary>
    public int Order { get; } = series.Order;

    /// <summary>The series' index among the session's symbols.</summary>
    public int Symbol { get; } = series.Symbol;

    /// <summary>The ticker.</summary>
    public string Ticker { get; } = series.Read.Symbol;

    /// <summary>A hash of the bars.</summary>
    public string Hash { get; } = series.Read.Hash;

    /// <summary>How many rows there are.</summary>
    public int Count => rows.Count;

    /// <summary>The rows.</summary>
    public ReadOnlySpan<SeriesRow> Rows => CollectionsMarshal.AsSpan(rows);

    /// <summary>Adds a row with its features.</summary>
    public void Add(in SeriesRow row, ReadOnlySpan<float> values)
    {
        rows.Add(row);
        features.AddRange(values);
    }

    /// <summary>Copies the rows to their places among the session's.</summary>
    /// <param name="all">The session's rows.</param>
    /// <param name="next">For each minute the next free place.</param>
    public void CopyTo(LabelledRows all, int[] next)
    {
        var values = CollectionsMarshal.AsSpan(features);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var at = next[row.Minute]++;
            (all.Symbol[at], all.Minute[at]) = ((short)Symbol, row.Minute);
            (all.MinutesToExit[at], all.EndMinute[at]) = (row.MinutesToExit, row.EndMinute);
            (all.Profit[at], all.NetReturn[at]) = (row.Profit, row.NetReturn);
            all.RemainingVariance[at] = row.RemainingVariance;
            values.Slice(i * FeatureSchema.Count, FeatureSchema.Count)
                .CopyTo(all.AllFeatures.AsSpan(at * FeatureSchema.Count, FeatureSchema.Count));
        }
    }
}
