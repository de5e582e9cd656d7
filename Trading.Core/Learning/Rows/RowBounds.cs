namespace Trading.Core.Learning.Rows;

/// <summary>
/// How many rows a session gives at most, however many symbols there are. When there would be more, each symbol gives a row
/// every k minutes, the symbols in turn, with the smallest k that keeps the bound; but each symbol gives at least one.
/// </summary>
/// <param name="Recorded">Most rows of a session that are labelled, forecast and judged.</param>
/// <param name="Trained">Most rows of a session that a model learns from.</param>
public sealed record RowBounds(int Recorded, int Trained)
{
    /// <summary>
    /// The bounds that docs/learning.md gives the reasons for. They touch no recipe of 38 symbols or fewer with the usual five
    /// minutes between training rows.
    /// </summary>
    public static readonly RowBounds Default = new(20_000, 3_000);

    private const int FullSession = 390;

    /// <summary>Every how many minutes a symbol gives a row to the record.</summary>
    /// <param name="symbols">How many symbols the session has.</param>
    /// <param name="minutes">The session's length in minutes.</param>
    public int MinutesBetween(int symbols, int minutes) => Smallest(1, 1, symbols, minutes, Recorded);

    /// <summary>Every how many minutes a symbol gives a row to the training: a multiple of the record's minutes.</summary>
    /// <param name="wanted">Least minutes between two rows.</param>
    /// <param name="recorded">Minutes between two rows of the record.</param>
    /// <param name="symbols">How many symbols the session has.</param>
    /// <param name="minutes">The session's length in minutes.</param>
    public int TrainingMinutesBetween(int wanted, int recorded, int symbols, int minutes) =>
        Smallest(Slots(wanted, recorded) * recorded, recorded, symbols, minutes, Trained);

    /// <summary>Whether a full session of so many symbols would have more rows than a bound allows.</summary>
    /// <param name="symbols">How many symbols.</param>
    /// <param name="wanted">Least minutes between two training rows.</param>
    public bool Bite(int symbols, int wanted) =>
        symbols * (long)FullSession > Recorded || symbols * (long)Slots(FullSession, wanted) > Trained;

    private static int Smallest(int first, int step, int symbols, int minutes, int most)
    {
        var between = first;
        while (between < minutes && symbols * (long)Slots(minutes, between) > most) between += step;
        return between;
    }

    // How often something that happens every so many minutes happens at most.
    private static int Slots(int minutes, int between) => (minutes + between - 1) / between;
}
