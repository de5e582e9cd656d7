using Trading.Core.Market;

namespace Trading.Adapters.Csv;

/// <summary>What reading a CSV file of bars came to: the bars, or one sentence that says what is wrong with the file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bars">Its bars; null when it is faulty.</param>
/// <param name="Error">What is wrong, with file and line; null when nothing is.</param>
public sealed record CsvBarFile(string Path, BarSeries? Bars, string? Error);
