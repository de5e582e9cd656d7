using Trading.Core.Learning.Record;

namespace Trading.Core.Storage;

/// <summary>
/// The out-of-sample records of recipes, one file for each session of a recipe. A session is written completely or not at all.
/// </summary>
public interface IForecastRecord
{
    /// <summary>The sessions that are stored of a recipe, in order.</summary>
    /// <param name="recipe">The recipe's id.</param>
    /// <param name="cancel">Stops the reading.</param>
    Task<IReadOnlyList<LocalDate>> GetSessionsAsync(string recipe, CancellationToken cancel);

    /// <summary>A session of a recipe's record; null when it is not stored.</summary>
    /// <param name="recipe">The recipe's id.</param>
    /// <param name="session">New York date.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="StorageException">The file is damaged; the message names it. It may be written again.</exception>
    Task<OutOfSampleSession?> ReadAsync(string recipe, LocalDate session, CancellationToken cancel);

    /// <summary>Stores a session of a recipe's record, in place of the one that is stored.</summary>
    /// <param name="recipe">The recipe's id.</param>
    /// <param name="session">The session.</param>
    /// <param name="cancel">Stops the writing.</param>
    Task WriteAsync(string recipe, OutOfSampleSession session, CancellationToken cancel);
}
