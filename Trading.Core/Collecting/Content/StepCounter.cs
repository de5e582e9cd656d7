using Trading.Core.Market;

namespace Trading.Core.Collecting.Content;

/// <summary>
/// Finds the usual step from bar to bar. In one-minute bars with gaps a difference is a multiple of n by chance, once in n; so
/// what counts is how many differences are multiples.
/// </summary>
internal sealed class StepCounter
{
    private const double Share = 0.98;

    // A chance of one in a million.
    private const double Evidence = 6;

    /// <summary>The proof that one day of many must give.</summary>
    public const double EvidenceOfDay = 12;

    private static readonly int[] Steps = [WrongStep.Day, 240, 120, 60, 30, 20, 15, 10, 5, 4, 3, 2];
    private readonly long[] multiples = new long[Steps.Length];
    private long differences;

    /// <summary>Counts the differences between bars of one symbol and day.</summary>
    public void Add(ReadOnlySpan<Bar> bars)
    {
        for (var i = 1; i < bars.Length; i++) AddDifference((long)(bars[i].Start - bars[i - 1].Start).TotalMinutes);
    }

    /// <summary>Counts a difference, minutes; that between two days is one of New York's clock.</summary>
    public void AddDifference(long minutes)
    {
        differences++;
        if (minutes == 1) return;
        for (var i = 0; i < Steps.Length; i++)
        {
            if (minutes % Steps[i] == 0) multiples[i]++;
        }
    }

    /// <summary>The step, minutes; 1 when the bars are one-minute bars or too few to tell.</summary>
    /// <param name="evidence">The proof that is asked for, a power of ten.</param>
    public int Minutes(double evidence = Evidence)
    {
        for (var i = 0; i < Steps.Length; i++)
        {
            if (multiples[i] >= Share * differences && multiples[i] * Math.Log10(Steps[i]) >= evidence) return Steps[i];
        }
        return 1;
    }
}
