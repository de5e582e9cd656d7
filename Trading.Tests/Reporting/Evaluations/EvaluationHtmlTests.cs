using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Trading.Core.Evaluation;
using Trading.Core.Learning.Evidence;
using Trading.Reporting.Evaluations;
using Trading.Tests.Core.Evaluation;

namespace Trading.Tests.Reporting.Evaluations;

public sealed partial class EvaluationHtmlTests
{
    [Fact]
    public async Task The_page_begins_with_what_is_proved_and_needs_nothing_from_elsewhere()
    {
        var report = await SmallEvaluation.ReportAsync();
        var html = EvaluationHtml.Render(report with { Conclusion = "Proved: <nothing>." });

        var first = html.IndexOf("<p class=\"conclusion", StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode("Proved: <nothing>."), html[first..(first + 100)], StringComparison.Ordinal);
        Assert.DoesNotContain("<p", html[html.IndexOf("<body>", StringComparison.Ordinal)..first], StringComparison.Ordinal);
        var own = html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        Assert.DoesNotMatch(@"https?:|<(script|link|img|iframe)|src=|@import|url\((?!#)", own);
        Assert.DoesNotMatch("NaN|Infinity|∞", html);
    }

    [Fact]
    public async Task It_draws_evidence_claims_returns_and_calibration_in_the_page_s_colours()
    {
        var drawings = Svg().Matches(EvaluationHtml.Render(await SmallEvaluation.ReportAsync()))
            .Select(match => XElement.Parse(match.Value)).ToList();

        Assert.Equal(4, drawings.Count);
        Assert.All(drawings, svg => Assert.Contains("var(--accent)", svg.ToString(), StringComparison.Ordinal));
        Assert.All(drawings, svg => Assert.DoesNotMatch(@"rgb\(1,2,\d\)", svg.ToString()));
    }

    [Theory]
    [InlineData(RecipeStanding.Proven, "conclusion \"")]
    [InlineData(RecipeStanding.Unproven, "conclusion caution")]
    [InlineData(RecipeStanding.Doubted, "conclusion bad")]
    public async Task The_standing_gives_the_conclusion_its_colour(RecipeStanding standing, string style)
    {
        var report = await SmallEvaluation.ReportAsync();
        var evidence = report.Evidence with { Last = report.Evidence.Last with { Standing = standing } };

        Assert.Contains(style, EvaluationHtml.Render(report with { Evidence = evidence }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_trial_log_is_told_at_the_top()
    {
        var report = await SmallEvaluation.ReportAsync();
        var html = EvaluationHtml.Render(report with { Notes = [EvaluationText.Unreadable(2)] });

        Assert.Contains("2 lines of the trial log cannot be read", html, StringComparison.Ordinal);
    }

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline, 1000)]
    private static partial Regex Svg();
}
