namespace Trading.Core.Storage;

/// <summary>Halts and resumes trading, also when another process does so at the same moment.</summary>
public static class HaltExtensions
{
    /// <summary>Adds a halt to the one that stands (<see cref="Halt.Over"/>) and returns the result. Tries again when another
    /// process changes the halt in between.</summary>
    /// <param name="journal">The store of the halt.</param>
    /// <param name="now">The time of the request.</param>
    /// <param name="flatten">Whether to sell everything that is held.</param>
    /// <param name="reason">The person's words; may be empty.</param>
    /// <param name="cancel">Cancels the request before the halt is written.</param>
    /// <exception cref="StorageException">The store could not be read or written.</exception>
    public static async Task<Halt> HaltAsync(
        this ITradingStateStore journal, Instant now, bool flatten, string reason, CancellationToken cancel)
    {
        while (true)
        {
            var standing = await journal.GetHaltAsync(cancel);
            var halt = Halt.Over(standing, now, flatten, reason);
            // A caller that disconnects during the write does not cancel the halt.
            if (await journal.TryReplaceHaltAsync(standing, halt, CancellationToken.None)) return halt;
        }
    }

    /// <summary>Lifts the halt that stands. A halt that another process writes in between stays, because the person who resumed
    /// has not seen it.</summary>
    /// <param name="journal">The store of the halt.</param>
    /// <param name="cancel">Cancels the request before the halt is lifted.</param>
    /// <returns>Whether no halt stands now, and the halt that stood before; null when none did.</returns>
    /// <exception cref="StorageException">The store could not be read or written.</exception>
    public static async Task<(bool IsLifted, Halt? Before)> ResumeAsync(this ITradingStateStore journal, CancellationToken cancel)
    {
        var standing = (await journal.GetStateAsync(cancel)).Halt;
        return (standing is null || await journal.TryReplaceHaltAsync(standing, null, CancellationToken.None), standing);
    }
}
