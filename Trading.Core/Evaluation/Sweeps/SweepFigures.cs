namespace Trading.Core.Evaluation.Sweeps;

/// <summary>What sweeps took, as the workers measured it. Tries that died before they could say so are not in it.</summary>
/// <param name="Slices">Slices done.</param>
/// <param name="Sessions">Sessions of their plans.</param>
/// <param name="Seconds">Seconds of all workers together.</param>
/// <param name="GigabyteSeconds">The same times the memory of a worker's instance, in GB.</param>
public sealed record SweepFigures(int Slices, int Sessions, double Seconds, double GigabyteSeconds)
{
    /// <summary>Nothing yet.</summary>
    public static SweepFigures None { get; } = new(0, 0, 0, 0);

    /// <summary>An estimate of what Azure asks for it, in US dollars.</summary>
    public double EstimatedDollars => SweepPrice.Of(Slices, GigabyteSeconds);

    /// <summary>These and others.</summary>
    public SweepFigures Plus(SweepFigures other) => new(
        Slices + other.Slices, Sessions + other.Sessions, Seconds + other.Seconds, GigabyteSeconds + other.GigabyteSeconds);
}
