using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Trading.Cli.Output;
using Trading.Reporting;
using Trading.Reporting.Backtests;

namespace Trading.Tests.Reporting;

public sealed partial class HtmlReportTests
{
    private static readonly Dictionary<string, BacktestResult> Results = new(StringComparer.Ordinal)
    {
        ["normal"] = SampleResults.Normal(),
        ["one session"] = SampleResults.Normal(1),
        ["empty"] = SampleResults.Empty(),
        ["bad"] = SampleResults.Bad(),
    };

    public static TheoryData<string> All => [.. Results.Keys];

    [Theory]
    [InlineData("normal", 6)]
    [InlineData("one session", 5)]
    [InlineData("empty", 0)]
    [InlineData("bad", 5)]
    public void Pictures_are_well_formed_and_drawn_only_where_there_is_something_to_draw(string name, int expected)
    {
        var drawings = Drawings(HtmlReport.Render(Results[name]));
        Assert.Equal(expected, drawings.Count);
        Assert.All(drawings, svg =>
            Assert.Contains(
            svg.Descendants(), e => e.Attribute("style")?.Value.Contains("var(--accent)", StringComparison.Ordinal) is true
            || e.Attribute("style")?.Value.Contains("var(--loss)", StringComparison.Ordinal) is true));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_page_needs_nothing_from_elsewhere(string name)
    {
        var html = HtmlReport.Render(Results[name]).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        Assert.DoesNotContain("http:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"<(script|link|img|iframe)|src=|@import|url\((?!#)", html);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_figure_is_a_broken_one(string name) =>
        Assert.DoesNotMatch("NaN|Infinity|∞", HtmlReport.Render(Results[name]));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_colour_in_a_picture_follows_the_page(string name)
    {
        foreach (var svg in Drawings(HtmlReport.Render(Results[name])))
        {
            foreach (var color in svg.Descendants().Select(e => Color().Matches(e.Attribute("style")?.Value ?? "")).SelectMany(
                m => m))
                Assert.Matches(@"^(none|var\(--(ink|muted|grid|accent|gain|loss)\))$", color.Groups["color"].Value);
            Assert.DoesNotContain(svg.Descendants().Attributes(), attribute => attribute.Name.LocalName is "fill" or "stroke");
        }
    }

    [Fact]
    public void Light_and_dark_set_the_same_colours()
    {
        var css = HtmlReport.Render(Results["normal"]);
        var blocks = Regex.Matches(css, @":root \{.*?\}", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        Assert.Equal(2, blocks.Count);
        Assert.Contains("@media (prefers-color-scheme: dark)", css, StringComparison.Ordinal);
        Assert.Equal(Names(blocks[0].Value), Names(blocks[1].Value));

        static IEnumerable<string> Names(string block) =>
            Regex.Matches(block, "--[a-z]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value).Order(
                StringComparer.Ordinal);
    }

    [Fact]
    public void Ids_of_different_pictures_do_not_collide()
    {
        var ids = Drawings(HtmlReport.Render(Results["normal"])).SelectMany(svg => svg.Descendants().Attributes("id")).Select(
            id => id.Value).ToList();
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_page_begins_with_whether_it_holds_what_it_claims()
    {
        var html = HtmlReport.Render(Results["normal"]);
        Assert.Contains("Does it hold what it claims?</h2>", html[..html.IndexOf("Key figures", StringComparison.Ordinal)],
            StringComparison.Ordinal);
        // The last session's odds of SampleResults: 10^2.5, 10^1.9, 10^0.6 and 10^0.9.
        Assert.Matches("316 : 1.*79 : 1.*4.0 : 1.*7.9 : 1", Text(html).ReplaceLineEndings(" "));
    }

    [Fact]
    public void Key_figures_are_those_of_the_summary()
    {
        var summary = Results["normal"].Summary with
        {
            NetPnl = 1234.565m,
            Return = 0.0123457,
            MaxDrawdown = 0.00456,
            Sharpe = -2.136,
            Trades = 1207,
            WinRate = 0.5444,
            Entries = 1210,
        };
        var figures = Figures(HtmlReport.Render(Results["normal"] with { Summary = summary }));
        Assert.Equal(["+$1,234.57", "+1.23 %", "0.46 %", "−2.14", "1,207", "54.4 %"], figures);
    }

    [Fact]
    public void A_rate_that_was_not_counted_is_an_en_dash() =>
        Assert.Equal(["$0.00", "0.00 %", "0.00 %", "–", "0", "–"], Figures(HtmlReport.Render(Results["empty"])));

    [Fact]
    public void Names_that_try_to_be_HTML_are_shown_as_text()
    {
        var html = HtmlReport.Render(Results["bad"]);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("<h1>A &lt;script&gt;alert(1)&lt;/script&gt; run &amp; more</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<th>&lt;script&gt;x</th>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Violations_are_listed_and_warned_of()
    {
        var text = Text(HtmlReport.Render(Results["bad"]));
        Assert.Contains("2025-11-03 15:58: <b>SPY</b> has no live stop.", text, StringComparison.Ordinal);
        Assert.Contains("do not trust these figures", text, StringComparison.Ordinal);
        Assert.Contains("A position stood over a close.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Violations: none.", text, StringComparison.Ordinal);
        Assert.Contains("Violations: none.", Text(HtmlReport.Render(Results["normal"])), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_those_of_New_York()
    {
        var text = Text(HtmlReport.Render(Results["normal"]));
        Assert.Contains("2025-11-01 21:00", text, StringComparison.Ordinal);
        Assert.Contains("2025-11-03 20:00", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_last_two_hundred_trades_are_listed()
    {
        var normal = Results["normal"];
        var many = Enumerable.Range(0, 10).SelectMany(_ => normal.Trades).ToList();
        var html = HtmlReport.Render(normal with { Trades = many });
        Assert.Contains($"The last 200 of {many.Count}.", html, StringComparison.Ordinal);
        Assert.Equal(200, Regex.Count(html, "<tr><th>(AAPL|SPY)</th>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_short_run_says_how_many_sessions_its_Sharpe_ratio_would_need()
    {
        var normal = Results["normal"];
        // Returns of +2 and -1 in turn, small against the account: Sharpe 0.316 a day, skewness 0, raw kurtosis 1.
        var equity = 100_000m;
        var days = normal.Days.Select((day, i) => day with { Equity = equity += i % 2 == 0 ? 2 : -1 }).ToList();
        var text = Text(HtmlReport.Render(normal with { Days = days }));
        // 1 + (1.6449 / 0.3162)^2 = 28.06 in the paper's formula.
        Assert.Contains("only 10 sessions; such returns need 29 to be believed", text, StringComparison.Ordinal);
    }

    private static List<XElement> Drawings(string html) =>
        [.. Svg().Matches(html).Select(match => XDocument.Parse(match.Value).Root!)];

    private static string[] Figures(string html) =>
        [.. Figure().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups["figure"].Value))];

    private static string Text(string html) => WebUtility.HtmlDecode(Tag().Replace(html, " "));

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline, 1000)]
    private static partial Regex Svg();

    [GeneratedRegex("class=\"figure[^\"]*\">(?<figure>[^<]*)<", RegexOptions.None, 1000)]
    private static partial Regex Figure();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("(fill|stroke):(?<color>[^;]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Color();
}
