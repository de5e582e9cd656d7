using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Trading.Simulation.Markets.Synthetic;

/// <summary>One minute of the walk before it has prices.</summary>
/// <param name="VolumeLevel">Level on the <see cref="VolumeLattice"/>.</param>
/// <param name="Ups">A bit for each step, the first lowest; set when it went up.</param>
/// <param name="Gapped">Whether the minute opened a <see cref="PriceGap"/> below the close before it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WalkMinute(int VolumeLevel, ushort Ups, bool Gapped);

/// <summary>The minutes of one symbol's session, from the opening bell on. Not safe for concurrent use.</summary>
public sealed class HiddenWalk(RandomBits random, MarketRegime regime)
{
    private bool busy;
    private bool gaps;
    private int minute;

    /// <summary>The next minute.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public WalkMinute Next()
    {
        var level = VolumeLattice.Level(busy, random.Next());
        var chance = busy ? regime.BusyUp : regime.QuietUp;
        var ups = 0;
        for (var step = 0; step < PriceLattice.StepsPerMinute; step += 2)
        {
            var bits = random.Next();
            if (chance.Happens((uint)bits)) ups |= 1 << step;
            if (chance.Happens((uint)(bits >> 32))) ups |= 2 << step;
        }
        var walked = new WalkMinute(level, (ushort)ups, gaps);
        var next = random.Next();
        busy = PhaseChain.Next(busy, minute++, (uint)next);
        gaps = busy && regime.Gap.Chance.Happens((uint)(next >> 32));
        return walked;
    }
}
