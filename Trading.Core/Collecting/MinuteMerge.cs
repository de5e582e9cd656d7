using Trading.Core.Market;

namespace Trading.Core.Collecting;

/// <summary>A minute of which two different bars are known.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Stored">The bar that was there first.</param>
/// <param name="Arriving">The bar that came later.</param>
public sealed record BarDifference(string Symbol, Bar Stored, Bar Arriving);

/// <summary>What a merge by minute did.</summary>
/// <param name="Added">Bars of minutes that were not there.</param>
/// <param name="Same">Bars that were there, equal in every figure.</param>
/// <param name="Differing">Bars of minutes that were there with other figures.</param>
/// <param name="First">The first of the differing; null when there is none.</param>
public sealed record MergeCounts(int Added, int Same, int Differing, BarDifference? First)
{
    /// <summary>Nothing was merged.</summary>
    public static MergeCounts None { get; } = new(0, 0, 0, null);

    /// <summary>The counts of both.</summary>
    public MergeCounts And(MergeCounts other) => new(
        Added + other.Added, Same + other.Same, Differing + other.Differing, First ?? other.First);
}

/// <summary>Merges two series of one symbol minute by minute: no minute of either is lost.</summary>
public static class MinuteMerge
{
    /// <summary>Merges two series.</summary>
    /// <param name="stored">The series that was there first.</param>
    /// <param name="arriving">The series that comes to it, of the same symbol.</param>
    /// <param name="replaces">Whether a bar that differs replaces the one that was there; otherwise that one stays.</param>
    public static (BarSeries Merged, MergeCounts Counts) Of(BarSeries stored, BarSeries arriving, bool replaces)
    {
        var was = stored.Bars;
        var comes = arriving.Bars;
        var merged = new Bar[was.Length + comes.Length];
        var (i, j, length, same, differing) = (0, 0, 0, 0, 0);
        BarDifference? first = null;
        while (i < was.Length || j < comes.Length)
        {
            if (j == comes.Length || (i < was.Length && was[i].Start < comes[j].Start)) merged[length++] = was[i++];
            else if (i == was.Length || comes[j].Start < was[i].Start) merged[length++] = comes[j++];
            else
            {
                if (was[i] == comes[j]) same++;
                else
                {
                    differing++;
                    first ??= new(stored.Symbol, was[i], comes[j]);
                }
                merged[length++] = replaces ? comes[j] : was[i];
                (i, j) = (i + 1, j + 1);
            }
        }
        var added = comes.Length - same - differing;
        var counts = new MergeCounts(added, same, differing, first);
        if (added == 0 && (differing == 0 || !replaces)) return (stored, counts);
        return (new(stored.Symbol, length == merged.Length ? merged : merged[..length]), counts);
    }
}
