using System.Globalization;
using Trading.Reporting;

namespace Trading.Tests.Reporting;

public sealed class FigureTextTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(2, "S1, S2")]
    [InlineData(20, "S19, S20")]
    [InlineData(21, "S19, S20 and 1 more")]
    [InlineData(10_000, "S19, S20 and 9,980 more")]
    public void Of_many_names_the_first_are_told_and_how_many_more_there_are(int count, string end) => Assert.EndsWith(
        end,
        FigureText.Names([.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"S{i}"))]),
        StringComparison.Ordinal);
}
