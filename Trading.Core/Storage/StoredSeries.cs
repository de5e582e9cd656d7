using Trading.Core.Market;

namespace Trading.Core.Storage;

/// <summary>What an archive has of one symbol in one session.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Bars">How many bars.</param>
/// <param name="Hash">A hash of the bars: <see cref="BarSeries.Hash"/>.</param>
public readonly record struct StoredSeries(string Symbol, int Bars, string Hash)
{
    /// <summary>What is stored when a series is.</summary>
    public static StoredSeries Of(BarSeries series) => new(series.Symbol, series.Count, series.Hash);
}
