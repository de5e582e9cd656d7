using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Trading.Core.Storage;
using static Microsoft.Playwright.Assertions;

namespace Trading.Tests.Cli.Status;

/// <summary>The dashboard as a person has it open in a browser.</summary>
public sealed class DashboardInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_changes_appears_without_a_reload_and_focus_scroll_and_open_details_stay()
    {
        await using var dashboard = await ServedDashboard.StartAsync();
        await using var seen = await browser.OpenAsync(dashboard.Url);
        var page = seen.Page;
        await page.EvaluateAsync("window.mine = 'not reloaded'");
        await page.Locator("#sessions-table summary").ClickAsync();
        var link = page.Locator("#trades a").First;
        await link.FocusAsync();
        await page.EvaluateAsync("scrollTo(0, 700)");
        var before = await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')");

        await dashboard.BuyAsync("SPY", 61, 502m);

        await Expect(page.Locator("#trades tbody tr")).ToHaveCountAsync(3);
        await Expect(page.Locator("#trades tbody tr").First).ToContainTextAsync("SPY");
        await Expect(page.Locator("#decisions tbody tr").First).ToContainTextAsync("Order sent");
        Assert.Equal("not reloaded", await page.EvaluateAsync<string>("window.mine"));
        Assert.Equal(before, await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        Assert.True(await page.EvaluateAsync<bool>("document.getElementById('sessions-table').open"));
        Assert.InRange(await page.EvaluateAsync<int>("Math.round(scrollY)"), 690, 760);
        await Expect(page.Locator("#updated")).ToContainTextAsync("s ago");
        Assert.Empty(seen.Complaints);
    }

    [Fact]
    public async Task The_filter_works_by_keyboard_stays_over_an_update_and_is_part_of_the_address()
    {
        await using var dashboard = await ServedDashboard.StartAsync();
        await using var seen = await browser.OpenAsync(dashboard.Url);
        var (page, rows) = (seen.Page, seen.Page.Locator("#decisions tbody tr"));
        await page.Locator("#filter-symbol").FocusAsync();

        await page.Keyboard.TypeAsync("ms");
        await Expect(rows.Filter(new() { HasNotText = "MSFT" })).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Orders");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(page.Locator("#said")).ToHaveTextAsync("1 decision.");

        await dashboard.BuyAsync("MSFT", 60, 503m);
        await dashboard.BuyAsync("AAPL", 60);
        await Expect(rows).ToHaveCountAsync(2);
        Assert.EndsWith("?symbol=ms&decisions=Orders", page.Url, StringComparison.Ordinal);
        Assert.Equal("filter-kind", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.ReloadAsync();
        await Expect(rows).ToHaveCountAsync(2);
        Assert.Empty(seen.Complaints);
    }

    [Fact]
    public async Task One_click_leads_from_a_trade_to_its_chart_and_what_is_known_of_the_decision()
    {
        await using var dashboard = await ServedDashboard.StartAsync();
        await using var seen = await browser.OpenAsync(dashboard.Url);

        await seen.Page.Locator("#trades a").Filter(new() { HasText = "MSFT" }).ClickAsync();

        await Expect(seen.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("MSFT, 2025-11-17");
        await Expect(seen.Page.GetByRole(AriaRole.Img)).ToHaveAttributeAsync(
            "aria-label", "Price of MSFT on 2025-11-17: entry at 502.10, stop 492.06, target 522.18, exit at 511.40");
        await Expect(seen.Page.Locator("main")).ToContainTextAsync("The model that decided cannot be asked any more");
        Assert.Empty((await seen.Page.RunAxe()).Violations.Select(v => $"{v.Id}: {v.Help}"));
        await seen.PictureAsync("trade");
        await seen.Page.GetByRole(AriaRole.Link, new() { Name = "← Dashboard" }).ClickAsync();
        await Expect(seen.Page.Locator("#positions")).ToBeVisibleAsync();
        Assert.Empty(seen.Complaints);
    }

    [Fact]
    public async Task A_halt_asks_first_Escape_changes_nothing_and_resume_lifts_it()
    {
        await using var dashboard = await ServedDashboard.StartAsync();
        await using var seen = await browser.OpenAsync(dashboard.Url);
        var page = seen.Page;
        await page.Locator("#do-halt").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#ask-halt")).ToBeVisibleAsync();
        await seen.PictureAsync("halt-dialog");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#ask-halt")).Not.ToBeVisibleAsync();
        Assert.Equal("do-halt", await page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.Null((await dashboard.Journal.GetStateAsync(Cancel)).Halt);

        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#halt-reason").FillAsync("news <b>today</b>");
        await page.Locator("#ask-halt [type=submit]").DblClickAsync();
        await Expect(page.Locator("#told")).ToHaveTextAsync("Halted: news <b>today</b>");
        Assert.Equal("news <b>today</b>", (await dashboard.Journal.GetStateAsync(Cancel)).Halt?.Reason);
        await Expect(page).ToHaveTitleAsync("HALTED · Trading");

        await page.Locator("#do-resume").ClickAsync();
        await page.Locator("#ask-resume [type=submit]").ClickAsync();
        await Expect(page.Locator("#told")).ToHaveTextAsync("Lifted.");
        await Expect(page.Locator("#do-halt")).ToBeVisibleAsync();
        Assert.Empty(seen.Complaints);
    }

    [Fact]
    public async Task Selling_everything_needs_a_typed_word()
    {
        await using var dashboard = await ServedDashboard.StartAsync();
        await using var seen = await browser.OpenAsync(dashboard.Url);
        var page = seen.Page;
        await page.Locator("#do-flatten").ClickAsync();
        await page.Locator("#ask-flatten [type=submit]").ClickAsync();
        await page.Locator("#flatten-word").FillAsync("flatten");
        await page.Locator("#ask-flatten [type=submit]").ClickAsync();
        Assert.Null((await dashboard.Journal.GetStateAsync(Cancel)).Halt);

        await page.Locator("#flatten-word").FillAsync("FLATTEN");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#told")).ToHaveTextAsync("Halted and sold: ");
        Assert.True((await dashboard.Journal.GetStateAsync(Cancel)).Halt?.Flatten);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_with_the_age_of_the_page_until_it_answers_again()
    {
        await using var dashboard = await ServedDashboard.StartAsync();
        await using var seen = await browser.OpenAsync(dashboard.Url);

        dashboard.IsDown = true;
        await Expect(seen.Page.Locator("#stale")).ToContainTextAsync("It says 503: The journal is away.");
        await Expect(seen.Page).ToHaveTitleAsync("(!) Trading");
        await seen.PictureAsync("stale");

        dashboard.IsDown = false;
        await Expect(seen.Page.Locator("#stale")).ToBeHiddenAsync();
        await Expect(seen.Page).ToHaveTitleAsync("Trading");
    }

    [Fact]
    public async Task Without_scripts_a_halt_has_a_page_that_asks_and_one_that_answers()
    {
        await using var dashboard = await ServedDashboard.StartAsync();
        await using var seen = await browser.OpenAsync(dashboard.Url, withScript: false);
        var page = seen.Page;

        await page.Locator("#do-halt").ClickAsync();
        await page.Locator("#halt-reason").FillAsync("by hand");
        await page.Locator("form[data-act] [type=submit]").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status).Last).ToHaveTextAsync("Halted: by hand");
        Assert.Equal("by hand", (await dashboard.Journal.GetStateAsync(Cancel)).Halt?.Reason);
        await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await page.GotoAsync($"{dashboard.Url}/?decisions=Orders");
        await Expect(page.Locator("#decisions tbody tr")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task The_acting_key_travels_in_a_header_and_stays_nowhere()
    {
        await using var dashboard = await ServedDashboard.StartAsync(withKey: true);
        await using var seen = await browser.OpenAsync(dashboard.Url);
        var page = seen.Page;
        IRequest? sent = null;
        await page.RouteAsync("**/halt", async route =>
        {
            sent = route.Request;
            await route.FulfillAsync(new() { Status = 200, Body = "Halted: nothing is bought." });
        });

        await page.Locator("#do-halt").ClickAsync();
        await page.Locator("#halt-key").FillAsync("the-key");
        await page.Locator("#halt-reason").FillAsync("news");
        await page.Locator("#ask-halt [type=submit]").ClickAsync();
        await Expect(page.Locator("#told")).ToHaveTextAsync("Halted: nothing is bought.");

        Assert.Equal("the-key", await sent!.HeaderValueAsync("x-functions-key"));
        Assert.Equal("""{"flatten":false,"reason":"news"}""", sent.PostData);
        Assert.DoesNotContain("the-key", sent.Url + page.Url, StringComparison.Ordinal);
        Assert.Equal("", await page.Locator("#halt-key").InputValueAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
    }

    [Theory]
    [InlineData(1280, 800, false)]
    [InlineData(360, 740, true)]
    public async Task It_fits_in_each_theme_and_is_accessible(int width, int height, bool isDark)
    {
        await using var dashboard = await ServedDashboard.StartAsync();
        await dashboard.Journal.HaltAsync(Rows.At, false, "a reason", Cancel);
        await using var seen = await browser.OpenAsync(dashboard.Url, width, height, isDark);

        Assert.Equal(width, await seen.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal(
            isDark ? "rgb(15, 20, 27)" : "rgb(244, 246, 248)",
            await seen.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        var found = await seen.Page.RunAxe();
        Assert.Empty(found.Violations.Select(v => $"{v.Id}: {v.Help}: {v.Nodes[0].Html}"));
        await seen.PictureAsync($"dashboard-{width}-{(isDark ? "dark" : "light")}");
        foreach (var narrow in (int[])[1024, 600, 320])
        {
            await seen.Page.SetViewportSizeAsync(narrow, 640);
            Assert.Equal(narrow, await seen.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
        Assert.Empty(seen.Complaints);
    }

    private static class Rows
    {
        public static readonly Instant At = Instant.FromUtc(2025, 11, 17, 15, 20);
    }
}
