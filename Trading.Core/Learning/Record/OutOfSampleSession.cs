namespace Trading.Core.Learning.Record;

/// <summary>
/// One session of a recipe's out-of-sample record: what a model that was trained before the session said about each of its rows,
/// and what came of it. It is a function of the bars and the recipe alone.
/// </summary>
/// <param name="Session">New York date.</param>
/// <param name="Source">
/// Names everything that it was made of, bars and recipe; a record whose source is not today's is made anew.
/// </param>
/// <param name="Symbols">The tickers, sorted.</param>
/// <param name="Rows">Sorted by minute and then by symbol; at least one.</param>
public sealed record OutOfSampleSession(
    LocalDate Session, string Source, IReadOnlyList<string> Symbols, IReadOnlyList<OutOfSampleRow> Rows);
