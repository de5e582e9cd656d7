using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Trading.Cli.Output;
using Trading.Core.Learning.Evidence;
using Trading.Reporting;
using Trading.Reporting.Charts;

namespace Trading.Tests.Reporting.Charts;

public sealed partial class EvidenceChartTests
{
    [Theory]
    [InlineData(-2, "1 : 100")]
    [InlineData(0, "1 : 1")]
    [InlineData(1, "10 : 1")]
    [InlineData(2, "100 : 1")]
    [InlineData(6, "1M : 1")]
    public void The_scale_is_labelled_in_odds(double log10, string label) => Assert.Equal(label, EvidenceChart.Label(log10));

    [Fact]
    public void One_session_is_no_picture() => Assert.Equal(Markup.Empty, EvidenceChart.Draw([SampleCards.Evidence[0]]));

    [Fact]
    public void Who_cannot_see_it_is_told_the_last_odds() => Assert.Equal(
        "Evidence over 10 sessions, at last: unproven after 10 unseen sessions: base forecast 316 : 1, coin 79 : 1, "
        + "profit 4.0 : 1; doubt 7.9 : 1",
        Svg(SampleCards.Evidence).Attribute("aria-label")!.Value);

    [Fact]
    public void The_lines_differ_in_colour_or_stroke_and_all_have_their_bars()
    {
        var svg = Svg(SampleCards.Evidence);
        // A colour-blind reader tells two lines of a pane apart by their strokes.
        var strokes = svg.Descendants().Where(e => e.Name.LocalName == "polyline")
            .Select(e => e.Attribute("style")!.Value)
            .Where(style => !style.Contains("--grid", StringComparison.Ordinal)).ToList();
        Assert.Equal(7, strokes.Count);
        Assert.Equal(strokes.Count, strokes.Distinct(StringComparer.Ordinal).Count());
        var texts = svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value.Trim()).ToList();
        Assert.All(
            (string[])["forecast", "profit", "doubted", "100 : 1", "10 : 1", "1 : 1"], text => Assert.Contains(text, texts));
    }

    [Fact]
    public void Odds_beyond_the_scale_stay_in_the_picture()
    {
        var points = SampleCards.Evidence
            .Select(point => point with { OverBase = 40, OverTrivial = -40, Profit = -3.2 }).ToList();
        var heights = Svg(points).Descendants().Where(e => e.Name.LocalName == "polyline")
            .SelectMany(e => Pair().Matches(e.Attribute("points")!.Value))
            .Select(pair => double.Parse(pair.Groups["y"].Value, CultureInfo.InvariantCulture));
        Assert.All(heights, y => Assert.InRange(y, 0, 420));
    }

    private static XElement Svg(IReadOnlyList<EvidencePoint> points) => XElement.Parse($"{EvidenceChart.Draw(points)}");

    [GeneratedRegex(@"(?<x>[\d.-]+),(?<y>[\d.-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pair();
}
