namespace Trading.Simulation.Markets.Synthetic;

/// <summary>
/// The exact probability that a purchase ends in profit, for each phase and number of minutes left: backward dynamic programming
/// over the walk's lattice between stop and target, with the phase changing at the minutes' boundaries.
/// </summary>
public sealed class ProfitTable
{
    private readonly double[] quiet;
    private readonly double[] busy;

    /// <summary>Computes the table.</summary>
    /// <param name="lattice">Where stop and target stand.</param>
    /// <param name="quietUp">Probability that a step goes up in a quiet minute.</param>
    /// <param name="busyUp">The same in a busy minute.</param>
    /// <param name="minutes">The most minutes that can be left.</param>
    /// <param name="gap">The falls with which busy minutes may open.</param>
    public ProfitTable(PriceLattice lattice, double quietUp, double busyUp, int minutes, PriceGap gap = default)
    {
        quiet = new double[minutes + 1];
        busy = new double[minutes + 1];
        // A cell is the walk's distance from the stop: cell 0 is lost, the last cell is won, the entry stands at StopSteps.
        var entry = lattice.StopSteps;
        var ifQuiet = new double[lattice.StopSteps + lattice.TargetSteps + 1];
        for (var cell = 1; cell < ifQuiet.Length; cell++) ifQuiet[cell] = cell >= entry + lattice.ProfitSteps ? 1 : 0;
        ifQuiet[^1] = 1;
        var ifBusy = (double[])ifQuiet.Clone();
        var spare = (double[])ifQuiet.Clone();
        (quiet[0], busy[0]) = (ifQuiet[entry], ifBusy[entry]);

        var (turnsBusy, turnsQuiet) = (PhaseChain.TurnsBusy.Probability, PhaseChain.TurnsQuiet.Probability);
        for (var left = 1; left <= minutes; left++)
        {
            if (gap != PriceGap.None) FallBack(ifBusy, gap);
            for (var cell = 0; cell < ifQuiet.Length; cell++)
            {
                var (q, b) = (ifQuiet[cell], ifBusy[cell]);
                ifQuiet[cell] = q + turnsBusy * (b - q);
                ifBusy[cell] = b + turnsQuiet * (q - b);
            }
            StepBack(ref ifQuiet, ref spare, quietUp);
            StepBack(ref ifBusy, ref spare, busyUp);
            (quiet[left], busy[left]) = (ifQuiet[entry], ifBusy[entry]);
        }
    }

    /// <summary>Probability of a profit for a purchase at the start of a quiet minute.</summary>
    public double IfQuiet(int minutesLeft) => quiet[minutesLeft];

    /// <summary>Probability of a profit for a purchase at the start of a busy minute.</summary>
    public double IfBusy(int minutesLeft) => busy[minutesLeft];

    private static void FallBack(double[] values, PriceGap gap)
    {
        var chance = gap.Chance.Probability;
        for (var cell = values.Length - 2; cell > 0; cell--)
            values[cell] = (1 - chance) * values[cell] + chance * (cell > gap.Points ? values[cell - gap.Points] : 0);
    }

    private static void StepBack(ref double[] values, ref double[] spare, double up)
    {
        for (var step = 0; step < PriceLattice.StepsPerMinute; step++)
        {
            ReadOnlySpan<double> above = values.AsSpan(2), below = values.AsSpan(0, above.Length);
            var next = spare.AsSpan(1, above.Length);
            for (var i = 0; i < next.Length; i++) next[i] = below[i] + up * (above[i] - below[i]);
            (spare[0], spare[^1]) = (0, 1);
            (values, spare) = (spare, values);
        }
    }
}
