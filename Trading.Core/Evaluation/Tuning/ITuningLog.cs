using Trading.Core.Storage;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>What a search saw of a recipe on the first so many of its sessions.</summary>
/// <param name="Recipe">The recipe's id.</param>
/// <param name="MinConfidence">Least probability of a signal.</param>
/// <param name="Bars">A hash of the sessions that it was shown, and of their bars.</param>
/// <param name="Figures">What was seen; null when no session could be forecast.</param>
public sealed record RecipeLook(string Recipe, double MinConfidence, string Bars, RecipeFigures? Figures)
{
    /// <summary>Whether another look is of the same recipe, threshold and bars, and so has the same figures.</summary>
    public bool IsSameAs(RecipeLook other) => IsOf(other.Recipe, other.MinConfidence, other.Bars);

    /// <summary>Whether it is a look at this recipe with this threshold on these bars.</summary>
    public bool IsOf(string recipe, double minConfidence, string bars) =>
        Recipe == recipe && MinConfidence.Equals(minConfidence) && Bars == bars;
}

/// <summary>A hold-out that was opened to judge a recipe.</summary>
/// <param name="Recipe">The recipe's id.</param>
/// <param name="MinConfidence">Least probability of a signal.</param>
/// <param name="First">First session of the hold-out (New York date).</param>
/// <param name="Last">Its last session.</param>
/// <param name="At">When, UTC.</param>
public sealed record HoldOutOpening(string Recipe, double MinConfidence, LocalDate First, LocalDate Last, Instant At)
{
    /// <summary>Whether it was for the same recipe with the same threshold.</summary>
    public bool IsFor(string recipe, double minConfidence) => Recipe == recipe && MinConfidence.Equals(minConfidence);
}

/// <summary>All that searches on an archive remember.</summary>
/// <param name="Looks">The recipes that were looked at.</param>
/// <param name="Openings">The hold-outs that were opened, in the order of their openings.</param>
public sealed record TuningHistory(IReadOnlyList<RecipeLook> Looks, IReadOnlyList<HoldOutOpening> Openings);

/// <summary>What searches on an archive remember, so that none is done twice and no hold-out is opened unnoticed.</summary>
public interface ITuningLog
{
    /// <summary>Everything that is remembered.</summary>
    /// <exception cref="StorageException">It cannot be read; the message says what to do.</exception>
    Task<TuningHistory> ReadAsync(CancellationToken cancel);

    /// <summary>Remembers a look.</summary>
    Task AddAsync(RecipeLook look, CancellationToken cancel);

    /// <summary>Remembers that a hold-out is opened.</summary>
    Task AddAsync(HoldOutOpening opening, CancellationToken cancel);
}
