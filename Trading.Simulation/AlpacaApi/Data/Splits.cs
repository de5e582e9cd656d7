using Trading.Core.Market;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>
/// The announced stock splits. From 04:00 New York on its date, a split divides the prices of all earlier bars and multiplies
/// their volume in responses to requests for adjusted bars. The tape and the exchange do not change.
/// </summary>
internal sealed class Splits
{
    private static readonly LocalTime Effective = new(4, 0);
    private readonly Dictionary<string, List<(Instant At, decimal Ratio)>> announced = new(StringComparer.Ordinal);

    public void Announce(string symbol, decimal ratio, LocalDate date)
    {
        if (!announced.TryGetValue(symbol, out var list)) announced[symbol] = list = [];
        list.Add((ExchangeTime.At(date, Effective), ratio));
    }

    /// <summary>A bar, adjusted for the splits between its start and <paramref name="now"/>.</summary>
    public Bar Adjust(string symbol, Bar bar, Instant now)
    {
        if (!announced.TryGetValue(symbol, out var list)) return bar;
        foreach (var (at, ratio) in list)
        {
            if (at > now || bar.Start >= at) continue;
            bar = new Bar(bar.Start, bar.Open / ratio, bar.High / ratio, bar.Low / ratio, bar.Close / ratio,
                (long)(bar.Volume * ratio));
        }
        return bar;
    }
}
