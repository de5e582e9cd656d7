using System.Globalization;

namespace Trading.Tests.Core.Indicators;

/// <summary>The rows of Goldens/goldens.csv: made-up bars with the values that other packages compute from them.</summary>
internal static class Golden
{
    /// <summary>A column, NaN where its cell is empty.</summary>
    public static double[] Column(string name)
    {
        using var stream = typeof(Golden).Assembly.GetManifestResourceStream("Trading.Tests.Core.Indicators.Goldens.goldens.csv");
        using var reader = new StreamReader(stream!);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToList();
        var column = Array.IndexOf(lines[0].Split(','), name);
        return [.. lines.Skip(1).Select(line => line.Split(',')[column])
            .Select(cell => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture))];
    }

    /// <summary>Asserts that both are undefined at the same bars, and elsewhere equal within 1e-9 of the value.</summary>
    public static void AssertColumn(string name, double[] actual)
    {
        var expected = Column(name);
        Assert.Equal(120, expected.Length);
        Assert.Equal(expected.Length, actual.Length);
        Assert.True(expected.Count(double.IsNaN) < 35, $"{name} is empty.");
        for (var i = 0; i < expected.Length; i++)
        {
            // Differences of prices near 150 cancel to near zero, so what is small is compared with one cent.
            var tolerance = 1e-9 * Math.Max(Math.Abs(expected[i]), 0.01);
            Assert.True(
                double.IsNaN(expected[i]) ? double.IsNaN(actual[i]) : Math.Abs(actual[i] - expected[i]) <= tolerance,
                $"{name}, bar {i}: {actual[i]:R} is not {expected[i]:R}.");
        }
    }
}
