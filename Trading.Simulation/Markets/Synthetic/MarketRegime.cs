namespace Trading.Simulation.Markets.Synthetic;

/// <summary>
/// What busy and quiet mean for the price, and the two things that follow: the probability of a profit where the phase is known
/// (<see cref="ProfitTable"/>), and the filter that tells the phase from bars. Together they give the best possible forecast.
/// </summary>
public sealed class MarketRegime
{
    private readonly ProfitTable profit;
    private readonly double[] quietMoves;
    private readonly double[] busyMoves;

    /// <summary>A regime with given chances that a step of the walk goes up.</summary>
    /// <param name="lattice">The walk's lattice.</param>
    /// <param name="quietUp">In a quiet minute.</param>
    /// <param name="busyUp">In a busy minute.</param>
    /// <param name="minutes">Length of the longest session, minutes.</param>
    /// <param name="gap">The falls of busy minutes.</param>
    public MarketRegime(PriceLattice lattice, Chance quietUp, Chance busyUp, int minutes, PriceGap gap = default)
    {
        QuietUp = quietUp;
        BusyUp = busyUp;
        Gap = gap;
        profit = new ProfitTable(lattice, quietUp.Probability, busyUp.Probability, minutes, gap);
        quietMoves = Moves(quietUp.Probability);
        busyMoves = Moves(busyUp.Probability);
    }

    /// <summary>Chance that a step goes up in a quiet minute.</summary>
    public Chance QuietUp { get; }

    /// <summary>Chance that a step goes up in a busy minute.</summary>
    public Chance BusyUp { get; }

    /// <summary>The falls of busy minutes.</summary>
    public PriceGap Gap { get; }

    /// <summary>Probability that a purchase now ends in profit.</summary>
    /// <param name="busy">Probability that the minute that begins now is busy.</param>
    /// <param name="minutesLeft">Minutes until the forced exit.</param>
    public double ProfitProbability(double busy, int minutesLeft) =>
        (1 - busy) * profit.IfQuiet(minutesLeft) + busy * profit.IfBusy(minutesLeft);

    /// <summary>
    /// Probability that the next minute is busy, after a minute was seen: Bayes' rule, then a step of the chain. How many steps
    /// went up says all that prices tell of the phase, because their order is equally likely in both.
    /// </summary>
    /// <param name="busy">Probability, before it was seen, that this minute is busy.</param>
    /// <param name="volumeLevel">The minute's level on the <see cref="VolumeLattice"/>.</param>
    /// <param name="ups">Steps that went up.</param>
    /// <param name="gapped">Whether the minute opened below the close before it, as only busy ones do.</param>
    public double Filter(double busy, int volumeLevel, int ups, bool gapped = false)
    {
        if (gapped) return PhaseChain.Next(1);
        var ifBusy = busy * (1 - Gap.Chance.Probability) * VolumeLattice.Likelihood(volumeLevel, busy: true) * busyMoves[ups];
        var ifQuiet = (1 - busy) * VolumeLattice.Likelihood(volumeLevel, busy: false) * quietMoves[ups];
        return PhaseChain.Next(ifBusy / (ifBusy + ifQuiet));
    }

    private static double[] Moves(double up)
    {
        var likelihoods = new double[PriceLattice.StepsPerMinute + 1];
        for (var ups = 0; ups < likelihoods.Length; ups++)
            likelihoods[ups] = Math.Pow(up, ups) * Math.Pow(1 - up, PriceLattice.StepsPerMinute - ups);
        return likelihoods;
    }
}
