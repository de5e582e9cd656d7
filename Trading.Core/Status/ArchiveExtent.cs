namespace Trading.Core.Status;

/// <summary>How much an archive of bars holds.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Sessions">How many sessions it has bars of.</param>
/// <param name="First">The first of them, New York date; null for an empty archive.</param>
/// <param name="Last">The last of them, New York date; null for an empty archive.</param>
public sealed record ArchiveExtent(string Folder, int Sessions, LocalDate? First, LocalDate? Last)
{
    /// <summary>The range of an archive.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="sessions">Its sessions, oldest first.</param>
    public static ArchiveExtent Of(string folder, IReadOnlyList<LocalDate> sessions) =>
        new(folder, sessions.Count, sessions is [var first, ..] ? first : null, sessions is [.., var last] ? last : null);
}
