using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Status;
using Trading.Reporting;
using Trading.Reporting.Dashboard;
using Trading.Tests.Core.Status;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Reporting.Dashboard;

public sealed partial class DashboardPageTests
{
    private static readonly DashboardOptions Options = new() { Title = "a book", MinConfidence = 0.65 };

    public static TheoryData<string> Days => ["empty", "normal", "bad", "silent"];

    [Theory]
    [MemberData(nameof(Days))]
    public void The_page_needs_nothing_from_elsewhere_and_runs_one_script_that_its_policy_knows_by_its_hash(string day)
    {
        var page = Page(day);

        var script = Assert.Single(Script().Matches(page)).Groups["text"].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        Assert.DoesNotMatch(Resource(), page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Contains($"script-src 'sha256-{hash}'", page, StringComparison.Ordinal);
        Assert.Contains(
            "<noscript><meta http-equiv=\"refresh\" content=\"15\"></noscript>", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.Contains("width=device-width", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Every_element_that_is_opened_is_closed_and_no_two_ids_are_the_same(string day)
    {
        var page = Page(day);
        // What HTML closes by itself, XML wants closed; all else must be well-formed.
        var xml = VoidElement().Replace(Script().Replace(page, "")["<!DOCTYPE html>".Length..], "$0</${tag}>");
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

        Assert.Contains(
            banners, b => b.StartsWith("HALTED since 2025-11-17 14:30", StringComparison.Ordinal)
            && b.Contains("everything held is sold", StringComparison.Ordinal));
        Assert.Contains(banners, b => b.StartsWith("Not flat", StringComparison.Ordinal));
        Assert.Contains(banners, b => b.Contains("not covered by a live stop", StringComparison.Ordinal));
        Assert.Contains(banners, b => b.StartsWith("Broker: Alpaca did not answer", StringComparison.Ordinal));
        Assert.Contains(
            banners, b => b.StartsWith("Models: ", StringComparison.Ordinal) && b.Contains("damaged", StringComparison.Ordinal));
        Assert.Contains(
            banners, b => b.StartsWith("End of day close failed at 2025-11-17 16:00 New York", StringComparison.Ordinal));
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
        Assert.DoesNotContain(
            "REAL MONEY", DashboardPage.Render(MadeUpStatus.Bad() with { Mode = TradingMode.Simulated }, Options),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_trades_without_proof_is_called_unproven()
    {
        var model = MadeUpStatus.Normal().Model!
            with
        { Proof = ModelStanding.Probation, Standing = "m1 is UNPROVEN and on probation." };

        var page = DashboardPage.Render(MadeUpStatus.Normal() with { Model = model }, Options);

        Assert.Contains("conclusion caution\" role=\"status\">On probation: the model", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_answered_is_not_shown_as_nothing()
    {
        var page = Page("silent");

        Assert.Contains("Neither the broker nor the journal says what is held.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is held.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was traded.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("$0.00", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_with_figures_shows_each_of_them()
    {
        var (page, report) = (Page("normal"), MadeUpStatus.Normal());

        Assert.Equal(5, page.Split("<svg").Length - 1);
        foreach (var expected in (
            string[])["177.57", "188.44", "+$9.25", "3,071", "Already held or on order", "10:31", "0.6612 (0.6801)",
            $"{report.Record[1].Claimed * 100:0.0} %"])
            Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_thing_under_the_alarms_is_whether_it_holds_what_it_claims()
    {
        var page = Page("normal");
        var (alarms, claims, cards) = (
            page.IndexOf("role=\"status\"", StringComparison.Ordinal),
            page.IndexOf("Does it hold what", StringComparison.Ordinal),
            page.IndexOf("Key figures", StringComparison.Ordinal));
        Assert.True(alarms < claims && claims < cards, $"{alarms} {claims} {cards}");
        Assert.Contains("proven: full positions", page, StringComparison.Ordinal);
        Assert.Contains("316 : 1", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_measured_is_a_dash_and_never_a_zero()
    {
        Assert.DoesNotContain("$0.00", Page("empty"), StringComparison.Ordinal);
        Assert.DoesNotContain("0.00 %", Page("empty"), StringComparison.Ordinal);
        Assert.Null(MadeUpStatus.Empty().Drawdown);
    }

    [Fact]
    public void A_span_of_which_only_some_sessions_are_known_says_how_many()
    {
        Assert.Equal(10, MadeUpStatus.Normal().Record[2].Sessions);
        Assert.Contains(
            "<th scope=\"row\">Of these known</th><td class=\"\">1</td><td class=\"\">5</td><td class=\"\">10</td>",
            Page("normal"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_market_that_nobody_scans_is_an_alarm_and_no_good_day()
    {
        var normal = MadeUpStatus.Normal();
        var late = normal with { At = normal.At + Duration.FromMinutes(4) };

        Assert.StartsWith(
            "Nothing is scanned: the market is open, and the last scan was at 2025-11-17 10:31 New York.",
            AlarmText.Of(Assert.Single(Alarms.Of(late)), late), StringComparison.Ordinal);
        Assert.Empty(Alarms.Of(normal with { At = normal.At + Duration.FromMinutes(3) }));
        Assert.Empty(Alarms.Of(late with { IsOpen = false, Positions = [] }));
    }

    [Fact]
    public void A_run_without_an_exchange_is_not_reproached_with_its_silence()
    {
        var over = MadeUpStatus.Normal() with
        {
            HasExchange = false,
            Account = null,
            Positions = null,
            HeldByJournal = [],
            IsOpen = false,
            Mode =
            TradingMode.Simulated,
            Health = [new("journal", null), new("models", null)]
        };

        var page = DashboardPage.Render(over, Options);

        Assert.Empty(Alarms.Of(over));
        Assert.DoesNotContain("broker", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("it opens at", page, StringComparison.Ordinal);
        Assert.Contains(FigureText.Money(over.History[^1].Equity), page, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_broker_is_silent_the_page_shows_what_the_journal_remembers_as_such()
    {
        var entry = Rows.AnIntent(Rows.Tuesday, "SPY", 40, IntentStatus.Holding);

        var page = DashboardPage.Render(MadeUpStatus.Silent() with { HeldByJournal = [entry] }, Options);

        Assert.Contains("they may have been sold since", page, StringComparison.Ordinal);
        Assert.Contains($"<th scope=\"row\">{entry.Request.Symbol}<br/>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reason_has_words_of_its_own()
    {
        var words = Enum.GetValues<ReasonCode>().Select(ReasonText.Of).ToList();

        Assert.Equal(words.Count, words.Distinct(StringComparer.Ordinal).Count());
        Assert.All(Enum.GetValues<ReasonCode>(), reason => Assert.NotEqual(FigureText.Words($"{reason}"), ReasonText.Of(reason)));
    }

    private static string Page(string day) => DashboardPage.Render(Report(day), Options);

    private static StatusReport Report(string day) => day switch
    {
        "empty" => MadeUpStatus.Empty(),
        "normal" => MadeUpStatus.Normal(),
        "bad" => MadeUpStatus.Bad(),
        _ => MadeUpStatus.Silent(),
    };

    private static IReadOnlyList<string> Banners(string day) =>
        [.. Banner().Matches(Page(day)).Select(m => m.Groups["text"].Value)];

    [GeneratedRegex(
        """\ssrc=|href="(?![?#]|data:)|url\((?!#)|@import|https?://(?!www\.w3\.org)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Resource();

    [GeneratedRegex("""<(?<tag>meta|link|input)\b[^>]*>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VoidElement();

    [GeneratedRegex("""<script>(?<text>.*?)</script>""", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Script();

    [GeneratedRegex("""conclusion[^>]*role="status">(?<text>[^<]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Banner();
}
