using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Collecting;

/// <summary>A bar of before a split, as if the split had been before it.</summary>
internal static class SplitBar
{
    /// <summary>The bar with its prices divided and its volume multiplied.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="factor">What one old share is worth in new ones: an old price over the new one.</param>
    public static Bar Of(Bar bar, decimal factor)
    {
        return new(
            bar.Start, Price(bar.Open), Price(bar.High), Price(bar.Low), Price(bar.Close),
            (long)Math.Round(Math.Min(bar.Volume * factor, long.MaxValue / 2m)));

        decimal Price(decimal price) => decimal.Round(price / factor, JournalRules.PriceDecimals);
    }
}
