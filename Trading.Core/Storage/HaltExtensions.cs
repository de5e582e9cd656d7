namespace Trading.Core.Storage;

/// <summary>Halting and resuming, whoever else does so at the same moment.</summary>
public static class HaltExtensions
{
    /// <summary>Halts over whatever stands (<see cref="Halt.Over"/>), until nobody got in between; gives the halt that stands then.</summary>
    /// <param name="journal">Where it stands.</param>
    /// <param name="now">When it is asked for.</param>
    /// <param name="flatten">Whether everything held is to be sold.</param>
    /// <param name="reason">The person's words; may be empty.</param>
    /// <param name="cancel">Cancels before it is written.</param>
    /// <exception cref="StorageException">It could not be written.</exception>
    public static async Task<Halt> HaltAsync(this ITradingStateStore journal, Instant now, bool flatten, string reason, CancellationToken cancel)
    {
        while (true)
        {
            var standing = (await journal.GetStateAsync(cancel)).Halt;
            var halt = Halt.Over(standing, now, flatten, reason);
            // Somebody who goes away while it is written must not leave it half asked for.
            if (await journal.TryReplaceHaltAsync(standing, halt, CancellationToken.None)) return halt;
        }
    }

    /// <summary>Lifts the halt that stands. One that is given or made stronger meanwhile stays, for nobody who resumed has seen it.</summary>
    /// <param name="journal">Where it stands.</param>
    /// <param name="cancel">Cancels before it is written.</param>
    /// <returns>Whether nothing stands now, and what stood before; null when nothing did.</returns>
    /// <exception cref="StorageException">It could not be written.</exception>
    public static async Task<(bool IsLifted, Halt? Before)> ResumeAsync(this ITradingStateStore journal, CancellationToken cancel)
    {
        var standing = (await journal.GetStateAsync(cancel)).Halt;
        return (standing is null || await journal.TryReplaceHaltAsync(standing, null, CancellationToken.None), standing);
    }
}
