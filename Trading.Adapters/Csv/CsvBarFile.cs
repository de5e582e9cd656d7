using Trading.Core.Market;

namespace Trading.Adapters.Csv;

/// <summary>The result of reading a CSV file of bars: the bars, or one sentence that says what is wrong with the file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bars">Its bars; null when there is an error.</param>
/// <param name="Error">What is wrong, with file and line; null when the file is right.</param>
public sealed record CsvBarFile(string Path, BarSeries? Bars, string? Error);
