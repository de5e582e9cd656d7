using Parquet.Schema;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Adapters.StorageFormats.Bars;

/// <summary>
/// A row group's columns. Other tools read start as a timestamp (UTC, milliseconds) and prices as decimals with six places;
/// this program reads and writes the whole numbers behind them, which is ten times as fast.
/// </summary>
internal sealed class BarColumns
{
    /// <summary>The ticker of each row.</summary>
    public static readonly DataField Symbol = new("symbol", typeof(string), isNullable: false);

    /// <summary>The schema of a file.</summary>
    public static readonly ParquetSchema Schema = new(
        Symbol,
        new DateTimeDataField("start", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis),
        Price("open"), Price("high"), Price("low"), Price("close"),
        Number("volume"));

    /// <summary>The columns behind the symbol, as whole numbers: milliseconds, millionths of a dollar, shares.</summary>
    public static readonly DataField[] Numbers =
        [Number("start"), Number("open"), Number("high"), Number("low"), Number("close"), Number("volume")];

    private const int PriceScale = JournalRules.PriceDecimals;
    private const int SmallestMantissa = 3;
    private static readonly long[] Powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    static BarColumns() => _ = new ParquetSchema(Numbers);

    private readonly long[][] values;

    /// <summary>Makes room for rows.</summary>
    /// <param name="capacity">The most rows of a group.</param>
    public BarColumns(int capacity) => values = [.. Numbers.Select(_ => new long[capacity])];

    /// <summary>How many rows there is room for.</summary>
    public int Capacity => values[0].Length;

    /// <summary>The first rows of one of the <see cref="Numbers"/>.</summary>
    public Memory<long> Column(int number, int rows) => values[number].AsMemory(0, rows);

    /// <summary>Puts a series into the rows from <paramref name="row"/> on.</summary>
    public void Put(BarSeries series, int row)
    {
        foreach (ref readonly var bar in series.Bars)
        {
            values[0][row] = bar.Start.ToUnixTimeMilliseconds();
            (values[1][row], values[2][row]) = (Millionths(bar.Open), Millionths(bar.High));
            (values[3][row], values[4][row]) = (Millionths(bar.Low), Millionths(bar.Close));
            values[5][row++] = bar.Volume;
        }
    }

    /// <summary>The series in the rows from <paramref name="row"/> on.</summary>
    public BarSeries Take(string symbol, int row, int count)
    {
        var bars = new Bar[count];
        for (var i = 0; i < bars.Length; i++, row++)
        {
            bars[i] = new(
                Instant.FromUnixTimeMilliseconds(values[0][row]), Dollars(values[1][row]), Dollars(values[2][row]),
                Dollars(values[3][row]), Dollars(values[4][row]), values[5][row]);
        }
        return new(symbol, bars);
    }

    private static long Millionths(decimal price)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(price, bits);
        var scale = (bits[SmallestMantissa] >> 16) & 0xFF;
        return bits[2] == 0 && bits[1] >= 0 && scale <= PriceScale
            ? checked((((long)bits[1] << 32) | unchecked((uint)bits[0])) * Powers[PriceScale - scale])
            : (long)(price * Powers[PriceScale]);
    }

    // Without the zeros at the end, so that a price prints as it was.
    private static decimal Dollars(long millionths)
    {
        var scale = PriceScale;
        if (millionths % 10_000 == 0) (millionths, scale) = (millionths / 10_000, PriceScale - 4);
        for (; scale > 0 && millionths % 10 == 0; scale--) millionths /= 10;
        return new decimal((int)millionths, (int)(millionths >> 32), 0, false, (byte)scale);
    }

    private static DecimalDataField Price(string name) => new(name, precision: 18, scale: PriceScale);

    private static DataField Number(string name) => new(name, typeof(long), isNullable: false);
}
