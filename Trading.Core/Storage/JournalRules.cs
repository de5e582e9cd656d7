using NodaTime.Text;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Storage;

/// <summary>Keys and checks that all stores share, so that one store can replace another.</summary>
public static class JournalRules
{
    /// <summary>Most decimals of a stored price: a millionth of a dollar.</summary>
    public const int PriceDecimals = 6;

    /// <summary>Highest stored price, dollars.</summary>
    public const decimal HighestPrice = 999_999_999_999m;

    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HHmm");

    /// <summary>The row key of a prediction, as in <c>SPY_1031</c>: symbol and New York minute.</summary>
    public static string RowKey(this PredictionRow row) => $"{row.Symbol}_{MinuteText(row.Minute)}";

    /// <summary>Checks that predictions belong to the session they are saved in.</summary>
    /// <exception cref="ArgumentException">One does not; the message names it.</exception>
    public static void RequireSession(LocalDate session, IReadOnlyList<PredictionRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Session != session)
                throw new ArgumentException(
                    $"The prediction {row.RowKey()} belongs to {row.Session:uuuu-MM-dd}, not to {session:uuuu-MM-dd}.",
                    nameof(rows));
        }
    }

    /// <summary>Checks that predictions belong to the session and the minute they are saved for.</summary>
    /// <exception cref="ArgumentException">One does not; the message names it.</exception>
    public static void RequireMinute(LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows)
    {
        RequireSession(session, rows);
        foreach (var row in rows)
        {
            if (row.Minute != minute)
                throw new ArgumentException(
                    $"The prediction {row.RowKey()} does not belong to the minute {MinuteText(minute)}.", nameof(rows));
        }
    }

    /// <summary>How a minute is written in keys, as in <c>1031</c>: New York's hour and minute.</summary>
    public static string MinuteText(Instant minute) => Minute.Format(minute.InNewYork().TimeOfDay);

    /// <summary>Checks that a run is replaced only by a run of the same job and session.</summary>
    /// <exception cref="ArgumentException">The job or session differs; the message names both.</exception>
    public static void RequireSameRun(JobRunRow expected, JobRunRow replacement)
    {
        if (expected.Session != replacement.Session || expected.Key != replacement.Key)
        {
            throw new ArgumentException(
                $"{replacement.Session:uuuu-MM-dd} {replacement.Key} cannot replace "
                    + $"{expected.Session:uuuu-MM-dd} {expected.Key}.",
                nameof(replacement));
        }
    }

    /// <summary>
    /// Whether an intent may replace the stored one and differs from it. One that is settled changes with its status only.
    /// </summary>
    public static bool Changes(OrderIntent intent, OrderIntent standing) =>
        standing.MayBecome(intent.Status) && intent != standing
        && (standing.IsOpen || intent.Status != standing.Status);

    /// <summary>The error of every store when a caller updates an intent that was never added.</summary>
    public static StorageException NeverAdded(OrderIntent intent) =>
        new($"The intent {intent.Id} of {intent.Session:uuuu-MM-dd} cannot be updated: it was never added.");

    /// <summary>
    /// The series as an archive keeps them: sorted by symbol, without empty series. Every bar must be free of errors and
    /// its prices have at most <see cref="PriceDecimals"/> decimals, so that what is read is what was written.
    /// </summary>
    /// <exception cref="ArgumentException">A symbol appears twice, or a bar cannot be stored; the message names it.</exception>
    public static IReadOnlyList<BarSeries> Storable(IReadOnlyList<BarSeries> bars)
    {
        var sorted = bars.Where(series => series.Count > 0).OrderBy(series => series.Symbol, StringComparer.Ordinal).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i].Symbol == sorted[i - 1].Symbol)
                throw new ArgumentException($"{sorted[i].Symbol} stands twice among the series of one session.", nameof(bars));
            foreach (ref readonly var bar in sorted[i].Bars)
            {
                if ((bar.Error() ?? Unstorable(bar)) is { } error)
                    throw new ArgumentException(
                        $"{sorted[i].Symbol}: the bar of {bar.Start} cannot be stored: {error}.", nameof(bars));
            }
        }
        return sorted;
    }

    /// <summary>The bar with its prices rounded to what a store keeps; null when it is broken.</summary>
    public static Bar? Rounded(Bar bar)
    {
        var rounded = bar with
        {
            Open = decimal.Round(bar.Open, PriceDecimals),
            High = decimal.Round(bar.High, PriceDecimals),
            Low = decimal.Round(bar.Low, PriceDecimals),
            Close = decimal.Round(bar.Close, PriceDecimals),
        };
        return rounded.Error() is null && Unstorable(rounded) is null ? rounded : null;
    }

    private static string? Unstorable(in Bar bar)
    {
        if (bar.High > HighestPrice) return $"high {bar.High} is above {HighestPrice}";
        return IsStorable(bar.Open) && IsStorable(bar.High) && IsStorable(bar.Low) && IsStorable(bar.Close)
            ? null
            : $"a price has more than {PriceDecimals} decimals";
    }

    private static bool IsStorable(decimal price) => price.Scale <= PriceDecimals || decimal.Round(price, PriceDecimals) == price;
}
