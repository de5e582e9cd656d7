using System.Globalization;
using System.IO.Compression;
using Trading.Adapters.LocalStorage;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.Markets;

namespace Trading.Benchmarks;

/// <summary>Makes an archive of many made-up symbols, and the same bars as CSV files, for <c>studies/breadth</c>.</summary>
internal static class BreadthData
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Verb = "breadth-data";

    private static readonly LocalDate First = new(2025, 9, 2);

    /// <summary>Makes the data.</summary>
    /// <param name="args">The verb, the data folder, the folder of CSV files or '-', symbols, sessions, the market.</param>
    public static async Task MakeAsync(string[] args)
    {
        var (archive, csv) = (new ParquetBarArchive(new DataFolder(args[1]).Bars), args[2]);
        var (symbols, sessions) = (Number(args[3]), Number(args[4]));
        var options = new SyntheticMarketOptions
        {
            Kind = Enum.Parse<SyntheticMarketKind>(args[5], ignoreCase: true),
            First = First,
            Last = First,
            Rules = new TradePlan(0.02m, 0.04m, 2m, Duration.FromMinutes(5)),
            Symbols = [.. Enumerable.Range(0, symbols).Select(i => $"S{i:00000}")],
        };
        foreach (var session in new NyseCalendar().SessionsBetween(First, First.PlusDays(2 * sessions + 10)).Take(sessions))
        {
            var market = new SyntheticMarket(options with { First = session.Date, Last = session.Date }, new NyseCalendar());
            var bars = market.Read(session.Date);
            await archive.WriteAsync(session.Date, bars, default);
            if (csv != "-") Parallel.ForEach(bars, series => Append(Path.Combine(csv, $"{series.Symbol}.csv"), series));
        }
        if (csv != "-") Parallel.ForEach(Directory.GetFiles(csv, "*.csv"), Compress);
    }

    private static void Append(string path, BarSeries series)
    {
        using var file = new StreamWriter(path, append: true);
        if (file.BaseStream.Length == 0) file.Write("timestamp,open,high,low,close,volume\n");
        foreach (var bar in series.Bars)
        {
            file.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{bar.Start:uuuu-MM-dd'T'HH:mm:ss'Z'},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume}\n"));
        }
    }

    private static void Compress(string path)
    {
        using (var from = File.OpenRead(path))
        using (var into = new GZipStream(File.Create($"{path}.gz"), CompressionLevel.Fastest)) from.CopyTo(into);
        File.Delete(path);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
