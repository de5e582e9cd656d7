using NodaTime.Text;
using Trading.Core.Evaluation.Holding;
using Trading.Core.Market;

namespace Trading.Tests.Core.Evaluation.Holding;

/// <summary>Sessions from Monday 2025-11-03 on, with bars in short: <c>09:30 100 101</c> is a bar of that New York minute
/// that opens at 100 and closes at 101 dollars; a fourth number is its volume.</summary>
internal static class HeldMarket
{
    public static readonly NyseCalendar Calendar = new();

    public static readonly Session[] Sessions =
        [.. Calendar.SessionsBetween(new LocalDate(2025, 11, 3), new LocalDate(2025, 12, 31))];

    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static HeldSession Session(int index, params (string Symbol, string[] Bars)[] symbols) =>
        HeldSession.Of(Sessions[index], Series(index, symbols));

    public static HeldSession Chosen(int index, string[] chosen, params (string Symbol, string[] Bars)[] symbols) =>
        HeldSession.Of(Sessions[index], Series(index, symbols), new ChosenSymbols(
            ExchangeTime.At(Sessions[index].Date, new LocalTime(10, 0)), chosen.ToHashSet(StringComparer.Ordinal)));

    public static IEnumerable<BarSeries> Series(int index, params (string Symbol, string[] Bars)[] symbols) =>
        symbols.Select(one => new BarSeries(one.Symbol, [.. one.Bars.Select(text => Bar(Sessions[index].Date, text))]));

    private static Bar Bar(LocalDate date, string text)
    {
        var cells = text.Split(' ');
        decimal Number(int cell) => decimal.Parse(cells[cell], System.Globalization.CultureInfo.InvariantCulture);
        var (open, close) = (Number(1), Number(2));
        return new Bar(
            ExchangeTime.At(date, Minute.Parse(cells[0]).Value), open, Math.Max(open, close), Math.Min(open, close), close,
            cells.Length > 3 ? (long)Number(3) : 1000);
    }
}
