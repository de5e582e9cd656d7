using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Trading.Core.Execution;
using Trading.Core.Status;
using Trading.Simulation.Reports.Dashboard;
using Trading.Tests.Core.Status;

namespace Trading.Tests.Simulation.Reports.Dashboard;

public sealed partial class DashboardPageTests
{
    private static readonly DashboardOptions Options = new() { Title = "a book", MinConfidence = 0.65 };

    public static TheoryData<string> Days => ["empty", "normal", "bad", "silent"];

    [Theory]
    [MemberData(nameof(Days))]
    public void The_page_needs_nothing_from_elsewhere_and_runs_no_script(string day)
    {
        var page = Page(day);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(Resource(), page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Contains("<meta http-equiv=\"refresh\" content=\"60\">", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.Contains("width=device-width", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Every_element_that_is_opened_is_closed_and_no_two_ids_are_the_same(string day)
    {
        var page = Page(day);
        // What HTML closes by itself, XML wants closed; all else must be well-formed.
        var xml = VoidElement().Replace(page["<!DOCTYPE html>".Length..], "$0</$1>");
        using var reader = XmlReader.Create(new StringReader(xml.Trim()));
        var document = XDocument.Load(reader);

        var ids = document.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void What_others_wrote_is_shown_and_never_becomes_markup()
    {
        var page = Page("bad");

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; it loses &amp; loses", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;AAPL", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>AAPL", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_stands_in_a_banner()
    {
        var banners = Banners("bad");

        Assert.Contains(banners, b => b.StartsWith("HALTED since 2025-11-17 14:30", StringComparison.Ordinal) && b.Contains("everything held is sold", StringComparison.Ordinal));
        Assert.Contains(banners, b => b.StartsWith("Not flat", StringComparison.Ordinal));
        Assert.Contains(banners, b => b.Contains("not covered by a live stop", StringComparison.Ordinal));
        Assert.Contains(banners, b => b.StartsWith("Broker: Alpaca did not answer", StringComparison.Ordinal));
        Assert.Contains(banners, b => b.StartsWith("Models: ", StringComparison.Ordinal) && b.Contains("damaged", StringComparison.Ordinal));
        Assert.Contains(banners, b => b.StartsWith("EndOfDayClose failed", StringComparison.Ordinal));
    }

    [Fact]
    public void On_a_good_day_one_banner_says_so()
    {
        Assert.Equal("Everything answers, every position is protected, and nothing is halted.", Assert.Single(Banners("normal")));
    }

    [Fact]
    public void Only_real_money_is_called_live()
    {
        Assert.Contains("badge live\">LIVE: REAL MONEY", Page("bad"), StringComparison.Ordinal);
        Assert.DoesNotContain("REAL MONEY", Page("normal"), StringComparison.Ordinal);
        Assert.DoesNotContain("REAL MONEY", DashboardPage.Render(MadeUpStatus.Bad() with { Mode = TradingMode.Simulated }, Options), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_trades_without_proof_is_called_unproven()
    {
        var model = MadeUpStatus.Normal().Model! with { Standing = "m1 is UNPROVEN and trades because Promotion=Always." };

        var page = DashboardPage.Render(MadeUpStatus.Normal() with { Model = model }, Options);

        Assert.Contains("conclusion caution\" role=\"status\">Unproven: m1 is UNPROVEN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_answered_is_not_shown_as_nothing()
    {
        var page = Page("silent");

        Assert.Contains("The broker does not say what is held.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is held.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was traded.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("$0.00", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_with_figures_shows_each_of_them()
    {
        var (page, report) = (Page("normal"), MadeUpStatus.Normal());

        Assert.Equal(4, page.Split("<svg").Length - 1);
        foreach (var expected in (string[])["177.57", "188.44", "+$9.25", "3,071", "Already involved", "10:31", "0.6612 (0.6801)", $"{report.Record[1].Claimed * 100:0.0} %"])
            Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    private static string Page(string day) => DashboardPage.Render(Report(day), Options);

    private static StatusReport Report(string day) => day switch
    {
        "empty" => MadeUpStatus.Empty(),
        "normal" => MadeUpStatus.Normal(),
        "bad" => MadeUpStatus.Bad(),
        _ => MadeUpStatus.Silent(),
    };

    private static IReadOnlyList<string> Banners(string day) => [.. Banner().Matches(Page(day)).Select(m => m.Groups["text"].Value)];

    [GeneratedRegex("""(src|href|action)=|url\((?!#)|@import|https?://(?!www\.w3\.org)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Resource();

    [GeneratedRegex("""<(meta)\b[^>]*>""", RegexOptions.None | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VoidElement();

    [GeneratedRegex("""role="status">(?<text>[^<]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Banner();
}
