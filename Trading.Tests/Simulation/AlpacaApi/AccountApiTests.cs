using Trading.Cli.Output;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Simulation.AlpacaApi;

public sealed class AccountApiTests
{
    [Fact]
    public async Task A_position_is_told_with_its_gain_and_the_shares_that_are_free()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await desk.BuyBracketFilledAsync();
        desk.MoveTo("10:33");
        var position = await desk.GetAsync("/v2/positions/SPY");
        Assert.Equal(("5", "0", "100"), (position["qty"], position["qty_available"], position["current_price"]));
        var byId = await desk.GetAsync($"/v2/positions/{position["asset_id"]}");
        Assert.Equal(position.Text, byId.Text);

        var none = await desk.GetAsync("/v2/positions/QQQ");
        Assert.Equal((404, "40410000", "position does not exist"), (none.Status, none["code"], none["message"]));
    }

    [Fact]
    public async Task Closing_a_bracketed_position_needs_its_orders_cancelled_first()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await desk.BuyBracketFilledAsync();
        Assert.Equal(403, (await desk.DeleteAsync("/v2/positions/SPY")).Status);

        var all = await desk.DeleteAsync("/v2/positions");
        Assert.Equal((207, "403"), (all.Status, Assert.Single(all.All("status"))));

        all = await desk.DeleteAsync("/v2/positions?cancel_orders=true");
        Assert.Equal(["200"], all.All("status"));
        desk.MoveTo("10:33");
        Assert.Equal(0, (await desk.GetAsync("/v2/positions")).Count);
    }

    [Fact]
    public async Task Part_of_a_position_is_closed_by_quantity_or_by_percentage_as_alpacas_clients_write_them()
    {
        await using var desk = await PaperDesk.OpenAsync();
        await desk.BuyAsync(10);
        desk.MoveTo("10:32");
        Assert.Equal("2", (await desk.DeleteAsync("/v2/positions/SPY?qty=2.000000000"))["qty"]);
        Assert.Equal("5", (await desk.DeleteAsync("/v2/positions/SPY?percentage=50.000000000"))["qty"]);
        Assert.Equal("1", (await desk.DeleteAsync("/v2/positions/SPY?qty=1.0"))["qty"]);
        Assert.Equal("1", (await desk.DeleteAsync("/v2/positions/SPY?percentage=19.9"))["qty"]);
        Assert.Equal((403, "asset \"SPY\" is not fractionable"), await RefusedAsync("qty=0.5"));
        Assert.Equal((422, "qty and percentage exclude each other"), await RefusedAsync("qty=1&percentage=50"));
        Assert.Equal((422, "invalid percentage: 101 is not above 0 up to 100"), await RefusedAsync("percentage=101"));
        Assert.Equal((422, "qty must be > 0"), await RefusedAsync("percentage=1"));
        desk.MoveTo("10:33");
        Assert.Equal("1", (await desk.GetAsync("/v2/positions/SPY"))["qty"]);

        async Task<(int, string?)> RefusedAsync(string query) =>
            await desk.DeleteAsync($"/v2/positions/SPY?{query}") is var no ? (no.Status, no["message"]) : default;
    }

    [Fact]
    public async Task Last_equity_is_that_of_the_close_of_the_day_before()
    {
        await using var desk = await PaperDesk.OpenAsync(options => options with { Start = Desk.At("10:36") });
        await desk.PostAsync("/v2/orders", """{"symbol":"SPY","qty":"10","side":"buy","type":"market","time_in_force":"day"}""");
        desk.MoveTo("17:00");
        var evening = await desk.GetAsync("/v2/account");
        Assert.Equal((100_000m, 99_990m), (Reply.Number(evening.Json, "last_equity"), Reply.Number(evening.Json, "equity")));
        desk.MoveTo("09:31", day: 1);
        var morning = await desk.GetAsync("/v2/account");
        Assert.Equal((99_990m, 99_500m), (Reply.Number(morning.Json, "last_equity"), Reply.Number(morning.Json, "equity")));
    }

    [Theory]
    [InlineData("03:00", 0, "false", "2025-11-03T09:30:00-05:00", "2025-11-03T16:00:00-05:00")]
    [InlineData("10:31", 0, "true", "2025-11-04T09:30:00-05:00", "2025-11-03T16:00:00-05:00")]
    [InlineData("16:00", 0, "false", "2025-11-04T09:30:00-05:00", "2025-11-04T16:00:00-05:00")]
    [InlineData("12:00", 5, "false", "2025-11-10T09:30:00-05:00", "2025-11-10T16:00:00-05:00")]
    public async Task The_clock_tells_whether_the_market_is_open_and_the_bells_to_come(string time, int day, string isOpen,
        string open, string close)
    {
        await using var desk = await PaperDesk.OpenAsync(options => options with { Start = Desk.At(time, day) });
        var clock = await desk.GetAsync("/v2/clock");
        Assert.Equal((isOpen, open, close), (clock["is_open"], clock["next_open"], clock["next_close"]));
    }

    [Fact]
    public async Task The_calendar_knows_early_closes()
    {
        await using var desk =
            await PaperDesk.OpenAsync(options => options with { Calendar = new WeekdayCalendar(Desk.Monday.PlusDays(1)) });
        var days = await desk.GetAsync("/v2/calendar?start=2025-11-01&end=2025-11-04T00:00:00Z");
        Assert.Equal(["2025-11-03", "2025-11-04"], days.All("date"));
        Assert.Equal(["16:00", "13:00"], days.All("close"));
        Assert.Equal(["2000", "1700"], days.All("session_close"));
    }

    [Theory]
    [InlineData("/v2/account", 401, "request is not authorized")]
    [InlineData("/v2/stocks/bars?symbols=SPY&timeframe=1Min", 403, "forbidden.")]
    public async Task Without_the_right_keys_nothing_is_told(string path, int status, string words)
    {
        await using var desk = await PaperDesk.OpenAsync(options => options with { SecretKey = "another" });
        var rejected = await desk.GetAsync(path);
        Assert.Equal((status, words), (rejected.Status, rejected["message"]));
    }

    [Fact]
    public async Task Beyond_the_limit_of_a_minute_requests_are_rejected_until_places_are_free_again()
    {
        var realTime = new ManualTimeProvider();
        await using var desk = await PaperDesk.OpenAsync(options => options with { RateLimit = 2, RealTime = realTime });
        Assert.Equal(200, (await desk.GetAsync("/v2/clock")).Status);
        realTime.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("0", (await desk.GetAsync("/v2/clock")).Headers.GetValues("X-RateLimit-Remaining").Single());
        var rejected = await desk.GetAsync("/v2/clock");
        Assert.Equal((429, "42910000", "40"),
            (rejected.Status, rejected["code"], rejected.Headers.GetValues("Retry-After").Single()));
        realTime.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(200, (await desk.GetAsync("/v2/clock")).Status);
        Assert.Equal(429, (await desk.GetAsync("/v2/clock")).Status);
    }
}
