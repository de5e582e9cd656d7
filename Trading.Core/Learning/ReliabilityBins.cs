using System.Runtime.InteropServices;

namespace Trading.Core.Learning;

/// <summary>Claimed and actual hit rate of forecasts in ten bins of 0.1. Not safe for concurrent use.</summary>
public sealed class ReliabilityBins
{
    private readonly Bin[] bins = new Bin[10];

    /// <summary>The bins that have forecasts.</summary>
    public IReadOnlyList<ReliabilityBin> Filled =>
    [
        .. bins.Index().Where(bin => bin.Item.Count > 0).Select(bin => new ReliabilityBin(
            bin.Index / 10.0, (bin.Index + 1) / 10.0, bin.Item.Count, bin.Item.Claimed / bin.Item.Count,
            (double)bin.Item.Profits / bin.Item.Count)),
    ];

    /// <summary>Counts a forecast.</summary>
    public void Add(double probability, bool profit)
    {
        ref var bin = ref bins[Math.Min(9, (int)(probability * 10))];
        bin.Count++;
        bin.Claimed += probability;
        if (profit) bin.Profits++;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Bin
    {
        public int Count;
        public double Claimed;
        public int Profits;
    }
}
