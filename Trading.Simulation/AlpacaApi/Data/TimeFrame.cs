using System.Globalization;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Http;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>
/// The length of bars: minutes or hours of the New York day, or the day itself. Weeks and months are not simulated.
/// </summary>
/// <param name="Minutes">How many minutes it has; a day has those of 24 hours.</param>
internal sealed record TimeFrame(int Minutes)
{
    private const int Day = 24 * 60;

    public static TimeFrame Minute { get; } = new(1);

    /// <exception cref="InvalidRequestException">It is no time frame.</exception>
    /// <exception cref="NotSimulatedException">It is longer than a day.</exception>
    public static TimeFrame Parse(string? text)
    {
        var digits = text is null ? 0 : text.TakeWhile(char.IsAsciiDigit).Count();
        var known = int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (Unit: text![digits..], Count: count) : default;
        return known switch
        {
            ("Min" or "T", >= 1 and <= 59) => new(count),
            ("Hour" or "H", >= 1 and <= 23) => new(count * 60),
            ("Day" or "D", 1) => new(Day),
            ("Week" or "W", 1) or ("Month" or "M", >= 1 and <= 12) =>
                throw new NotSimulatedException($"the time frame {text}"),
            _ => throw new InvalidRequestException($"invalid timeframe: {text}"),
        };
    }

    /// <summary>Joins one-minute bars, in either order of time, into bars of this length.</summary>
    public IEnumerable<Bar> Join(IEnumerable<Bar> minutes, bool newestFirst) => Minutes == 1
        ? minutes
        : ByStart(minutes).Select(part => Joined(part.Start, newestFirst ? Enumerable.Reverse(part.Bars) : part.Bars));

    private IEnumerable<(Instant Start, List<Bar> Bars)> ByStart(IEnumerable<Bar> minutes)
    {
        var (start, bars) = (Instant.MinValue, new List<Bar>());
        foreach (var bar in minutes)
        {
            if (bars.Count > 0 && StartOf(bar.Start) != start)
            {
                yield return (start, bars);
                bars = [];
            }
            start = StartOf(bar.Start);
            bars.Add(bar);
        }
        if (bars.Count > 0) yield return (start, bars);
    }

    private static Bar Joined(Instant start, IEnumerable<Bar> bars) => bars.Aggregate((whole, next) => new Bar(
        start, whole.Open, Math.Max(whole.High, next.High), Math.Min(whole.Low, next.Low), next.Close,
        whole.Volume + next.Volume)) with
    { Start = start };

    /// <summary>The start of the bar that a moment belongs to.</summary>
    public Instant StartOf(Instant moment)
    {
        var midnight = ExchangeTime.At(moment.InNewYork().Date, LocalTime.Midnight);
        var length = Duration.FromMinutes(Minutes);
        return midnight + (length * Math.Floor((moment - midnight) / length));
    }
}
