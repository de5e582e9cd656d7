using System.Runtime.InteropServices;

namespace Trading.Simulation.Markets.Synthetic;

/// <summary>
/// A fall between two minutes: a busy minute may open below the close before it, through any stop.
/// </summary>
/// <param name="Chance">Chance of a gap, each busy minute.</param>
/// <param name="Points">Lattice points by which the price falls.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PriceGap(Chance Chance, int Points)
{
    /// <summary>No gaps.</summary>
    public static PriceGap None => default;

    /// <summary>The gap whose losses are, on the average, what the steps of a busy minute gain: then prices are fair.</summary>
    /// <param name="lattice">The walk's lattice.</param>
    /// <param name="busyUp">Chance that a step goes up in a busy minute; above even.</param>
    /// <param name="points">Lattice points by which the price falls.</param>
    public static PriceGap ThatPaysFor(PriceLattice lattice, Chance busyUp, int points)
    {
        var up = busyUp.Probability;
        var growth = Math.Pow((up * Math.Exp(lattice.Step)) + ((1 - up) * Math.Exp(-lattice.Step)), PriceLattice.StepsPerMinute);
        return new PriceGap(Chance.Of((1 - (1 / growth)) / (1 - Math.Exp(-points * lattice.Step))), points);
    }
}
