using Trading.Adapters.Alpaca;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Tests.Adapters.Alpaca;

public sealed class CalendarTests : IDisposable
{
    private const string Calendar = "GET /v2/calendar";
    private static readonly LocalDate Monday = new(2025, 11, 3);

    private readonly StubAlpaca stub = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => stub.Dispose();

    [Fact]
    public async Task What_Alpaca_says_is_above_the_rules_and_silence_on_a_day_means_closed()
    {
        stub.On(Calendar, Days(("2025-11-03", "09:30", "13:00"), ("2025-11-05", "10:00", "16:00")));
        var calendar = await RefreshedAsync(Monday, Monday.PlusDays(2));
        Assert.Equal(ExchangeTime.At(Monday, new LocalTime(13, 0)), calendar.SessionOn(Monday)!.Close);
        Assert.Null(calendar.SessionOn(Monday.PlusDays(1)));
        Assert.Equal(Instant.FromUtc(2025, 11, 5, 15, 0), calendar.SessionOn(Monday.PlusDays(2))!.Open);
        Assert.Equal(390, calendar.SessionOn(Monday.PlusDays(3))!.Minutes);
        Assert.Equal("?start=2025-11-03&end=2025-11-05", Assert.Single(stub.Requests).Query);
    }

    [Fact]
    public async Task Each_answer_adds_to_what_was_known()
    {
        stub.On(Calendar, Days(("2025-11-03", "09:30", "13:00")), Days(("2025-11-05", "09:30", "16:00")));
        var calendar = await RefreshedAsync(Monday, Monday);
        await calendar.RefreshAsync(Monday.PlusDays(1), Monday.PlusDays(2), Cancel);
        Assert.Equal(210, calendar.SessionOn(Monday)!.Minutes);
        Assert.Null(calendar.SessionOn(Monday.PlusDays(1)));
    }

    [Fact]
    public async Task A_list_that_is_cut_short_closes_nothing_after_it()
    {
        stub.On(Calendar, Days(("2025-11-03", "09:30", "16:00")), Days());
        var calendar = await RefreshedAsync(Monday, Monday.PlusDays(9));
        Assert.NotNull(calendar.SessionOn(Monday.PlusDays(1)));
        await calendar.RefreshAsync(Monday, Monday.PlusDays(9), Cancel);
        Assert.NotNull(calendar.SessionOn(Monday));
    }

    [Fact]
    public async Task A_day_named_twice_is_one_day()
    {
        stub.On(Calendar, Days(("2025-11-03", "09:30", "13:00"), ("2025-11-03", "09:30", "13:00")));
        Assert.Equal(210, (await RefreshedAsync(Monday, Monday)).SessionOn(Monday)!.Minutes);
    }

    [Fact]
    public async Task Where_Alpacas_calendar_has_ended_the_rules_go_on()
    {
        stub.On(Calendar, Days(("2025-11-03", "09:30", "16:00")));
        var calendar = await RefreshedAsync(Monday, Monday.PlusDays(60));
        Assert.NotNull(calendar.SessionOn(Monday.PlusDays(1)));
    }

    [Fact]
    public async Task Without_an_answer_what_was_known_stays()
    {
        stub.On(Calendar, (_, index) => index == 0 ? Days(("2025-11-03", "09:30", "13:00")) : new StubAnswer(503));
        var calendar = await RefreshedAsync(Monday, Monday);
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => calendar.RefreshAsync(Monday, Monday, Cancel));
        Assert.Equal(210, calendar.SessionOn(Monday)!.Minutes);
    }

    [Fact]
    public async Task A_day_that_makes_no_sense_is_refused_whole()
    {
        stub.On(Calendar, Days(("2025-11-03", "16:00", "09:30")));
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => RefreshedAsync(Monday, Monday));
    }

    private static StubAnswer Days(params (string Date, string Open, string Close)[] days) => StubAnswer.Ok(
        $"[{string.Join(',', days.Select(day =>
        $$"""
        {"date":"{{day.Date}}","open":"{{day.Open}}","close":"{{day.Close}}","session_open":"0400","session_close":"2000"}
        """))}]");

    private async Task<AlpacaCalendar> RefreshedAsync(LocalDate first, LocalDate last)
    {
        var calendar = (await stub.ConnectAsync()).Calendar;
        await calendar.RefreshAsync(first, last, Cancel);
        return calendar;
    }
}
