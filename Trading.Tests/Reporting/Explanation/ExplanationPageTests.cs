using System.Text.RegularExpressions;
using System.Xml.Linq;
using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Learning.Base;
using Trading.Core.Learning.Explanation;
using Trading.Core.Learning.Trees;
using Trading.Core.Orders;
using Trading.Reporting.Explanation;

namespace Trading.Tests.Reporting.Explanation;

/// <summary>A model of one tree about the RSI: at most 0.5 gives -1, above it 1, so each step can be worked by hand.</summary>
public sealed partial class ExplanationPageTests
{
    private static readonly TradePlan Plan = new(0.02m, 0.02m, 0m, Duration.FromMinutes(5));

    private static readonly Instant Minute = Instant.FromUtc(2025, 11, 3, 15, 31);

    [Fact]
    public void The_sentence_names_probability_base_chart_and_trust() =>
        // A fair walk's base is one half, and half of the RSI's log-odds is believed: 1 / (1 + exp(0.5)) = 0.378.
        Assert.Equal(
            "NVDA at 2025-11-03 10:31 New York: 0.378. The base forecast says 0.500; the chart adds −1.000 log-odds, which a "
            + "trust of 0.50 turns into −0.500.",
            ExplanationText.Summary(Explain(trust: 0.5)));

    [Fact]
    public void Without_trust_it_says_that_nothing_is_believed_and_that_no_score_could_cross()
    {
        var explained = Explain(trust: 0);
        Assert.EndsWith(
            "the chart adds −1.000 log-odds, none of which is believed.", ExplanationText.Summary(explained),
            StringComparison.Ordinal);
        Assert.Equal(
            "It is below the threshold 0.60. No score could make it reach that, because nothing of the trees is believed.",
            ExplanationText.Needed(explained));
        Assert.Equal("No feature could do it alone, the others as they are.", ExplanationText.Moves(explained));
    }

    [Fact]
    public void What_it_would_take_is_a_score_and_a_feature()
    {
        var explained = Explain(trust: 0.5);
        // ln(0.6 / 0.4) / 0.5 = 0.811
        Assert.Equal(
            "It is below the threshold 0.60. To reach it, at this base and trust, takes a score of +0.811 instead of −1.000; the "
            + "trees say at most +1.000.",
            ExplanationText.Needed(explained));
        Assert.Equal("above 0.5", ExplanationText.Target(Assert.Single(explained.Threshold.Moves)));
    }

    [Fact]
    public void A_score_beyond_the_trees_is_said_to_be_out_of_reach() =>
        // ln(0.6 / 0.4) / 0.25 = 1.622, and no leaf says more than 1.
        Assert.EndsWith(
            "takes a score of +1.622 instead of −1.000; the trees say at most +1.000, so no score can.",
            ExplanationText.Needed(Explain(trust: 0.25)), StringComparison.Ordinal);

    [Fact]
    public void A_signal_is_told_what_would_undo_it()
    {
        var explained = Explain(trust: 1, rsi: 0.7f);
        Assert.StartsWith(
            "It is at or above the threshold 0.60. To fall below it, at this base and trust, takes a score of +0.405 instead of "
            + "+1.000; the trees say at least −1.000.",
            ExplanationText.Needed(explained), StringComparison.Ordinal);
        Assert.Equal("at most 0.5", ExplanationText.Target(Assert.Single(explained.Threshold.Moves)));
    }

    [Fact]
    public void The_page_is_well_formed_needs_nothing_from_elsewhere_and_encodes_what_it_is_told()
    {
        var page = ExplanationPage.Render(Explain(trust: 0.5), new ExplanationOptions
        {
            Title = "a <b>book",
            Source = "recorded bars",
            Notes = ["It <learned> from this."],
            BackPath = "/",
        });

        var xml = VoidElement().Replace(page["<!DOCTYPE html>".Length..], "$0</${tag}>");
        var document = XDocument.Parse(xml.Trim());
        Assert.Contains(document.Descendants("a"), link => link.Attribute("href")?.Value == "/");
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(Resource(), page.Replace("href=\"/\"", "", StringComparison.Ordinal));
        Assert.Contains("It &lt;learned&gt; from this.", page, StringComparison.Ordinal);
        Assert.Contains("a &lt;b&gt;book", page, StringComparison.Ordinal);
        Assert.Contains("<tr><th>Rsi</th><td>0.3</td><td>−1.000</td>", page, StringComparison.Ordinal);
    }

    private static ForecastExplanation Explain(double trust, float rsi = 0.3f)
    {
        var tree = new TreeSplit((int)Feature.Rsi, 0.5f, new TreeLeaf(-1, 5), new TreeLeaf(1, 5));
        var model = new LearnedModel(
            TreeEnsemble.Of(FeatureSchema.Count, [tree]),
            new BaseForecast(Plan, [.. Enumerable.Repeat(1.0, BaseForecast.HalfHours)]));
        var row = new float[FeatureSchema.Count];
        row[(int)Feature.Rsi] = rsi;
        row[(int)Feature.Volatility30] = 0.001f;
        row[(int)Feature.Density] = 1;
        // The walk's base is not exactly one half, because the logarithms of target and stop differ; the level takes the rest.
        var level = -(double)(float)model.Base.LogOdds(row, 100);
        return ForecastExplanation.Of(
            "a model", new Predictor(model, new(level, trust)), new ForecastQuestion("NVDA", Minute, row, 100), 0.6);
    }

    [GeneratedRegex("<(?<tag>meta|br|img|hr)(?=[\\s/>])[^>]*(?<!/)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VoidElement();

    [GeneratedRegex("""(src|href|action)=|url\((?!#)|@import|https?://(?!www\.w3\.org)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Resource();
}
