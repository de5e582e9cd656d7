using Trading.Cli.Output;
using Trading.Core.Market;

namespace Trading.Tests.Core.Market;

public class NyseCalendarTests
{
    private static readonly NyseCalendar Calendar = new();

    // NYSE Group's press releases "2022, 2023 and 2024" (2021-12-27), "2025, 2026 and 2027" (2024-11-08) and
    // "2026, 2027 and 2028 Holiday and Early Closings Calendar" (2025-12-23); and the day of mourning for President Carter.
    [Theory]
    [InlineData(2022, "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26", "11-25")]
    [InlineData(2023, "01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25", "07-03 11-24")]
    [InlineData(2024, "01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25", "07-03 11-29 12-24")]
    [InlineData(2025, "01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25", "07-03 11-28 12-24")]
    [InlineData(2026, "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25", "11-27 12-24")]
    [InlineData(2027, "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24", "11-26")]
    [InlineData(2028, "01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25", "07-03 11-24")]
    public void Holidays_and_early_closes_are_those_the_exchange_published(int year, string closed, string early)
    {
        Assert.Equal(closed, Join(WeekdaysOf(year).Where(date => Calendar.SessionOn(date) is null)));
        Assert.Equal(early, Join(WeekdaysOf(year).Where(date => Calendar.SessionOn(date)?.Minutes == 210)));
    }

    // "NYSE: special closings since 1885", the exchange's own list, and its announcements of 2018-12-01 and 2024-12-30.
    [Theory]
    [InlineData("2001-09-11")]
    [InlineData("2001-09-14")]
    [InlineData("2004-06-11")]
    [InlineData("2007-01-02")]
    [InlineData("2012-10-29")]
    [InlineData("2012-10-30")]
    [InlineData("2018-12-05")]
    [InlineData("2025-01-09")]
    public void Closures_that_no_rule_foresees_are_known(string date) => Assert.Null(Calendar.SessionOn(Date(date)));

    [Theory]
    [InlineData("2001-09-10", 390)]
    [InlineData("2001-09-17", 390)]
    [InlineData("2002-07-03", 390)]
    [InlineData("2002-07-05", 210)]
    [InlineData("2003-12-26", 210)]
    [InlineData("2010-12-31", 390)] // New Year's Day 2011 is a Saturday and is not observed.
    [InlineData("2013-07-03", 210)]
    [InlineData("2014-12-26", 390)]
    [InlineData("2020-07-02", 390)] // July 3 is the observed holiday.
    [InlineData("2021-06-18", 390)] // Juneteenth is kept from 2022 on.
    [InlineData("2021-12-23", 390)] // December 24 is the observed holiday.
    [InlineData("2021-12-31", 390)]
    public void Odd_days_have_the_length_they_had(string date, int minutes) =>
        Assert.Equal(minutes, Calendar.SessionOn(Date(date))?.Minutes);

    [Theory]
    [InlineData("2025-03-07", "2025-03-07T14:30:00Z", "2025-03-07T21:00:00Z")]
    [InlineData("2025-03-10", "2025-03-10T13:30:00Z", "2025-03-10T20:00:00Z")]
    [InlineData("2025-10-31", "2025-10-31T13:30:00Z", "2025-10-31T20:00:00Z")]
    [InlineData("2025-11-03", "2025-11-03T14:30:00Z", "2025-11-03T21:00:00Z")]
    [InlineData("2025-11-28", "2025-11-28T14:30:00Z", "2025-11-28T18:00:00Z")]
    public void Bells_ring_at_New_York_time_on_both_sides_of_daylight_saving(string date, string open, string close)
    {
        var session = Calendar.SessionOn(Date(date));

        Assert.NotNull(session);
        Assert.Equal(Date(date), session.Date);
        Assert.Equal(open, session.Open.ToString());
        Assert.Equal(close, session.Close.ToString());
    }

    [Fact]
    public void No_session_falls_on_a_weekend()
    {
        for (var date = new LocalDate(2001, 1, 6); date.Year < 2040; date = date.PlusWeeks(1))
        {
            Assert.Null(Calendar.SessionOn(date));
            Assert.Null(Calendar.SessionOn(date.PlusDays(1)));
        }
    }

    [Fact]
    public void A_date_before_the_calendar_begins_is_refused_rather_than_guessed()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.SessionOn(new LocalDate(2000, 12, 29)));
        Assert.Contains("2000-12-29 is before 2001", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recorded_bars_fill_every_session_and_no_other_day()
    {
        var bars = RecordedBars.Read("SPY");
        var days = bars.ToLookup(bar => bar.Start.InNewYork().Date);
        var sessions = Calendar.SessionsBetween(days.Min(day => day.Key), days.Max(day => day.Key)).ToList();

        Assert.Equal(sessions.Select(session => session.Date), days.Select(day => day.Key));
        Assert.Equal(89, sessions.Count);
        Assert.All(sessions, session =>
        {
            var inside = days[session.Date].Count(bar => session.Contains(bar.Start));
            Assert.InRange(inside, session.Minutes * 9 / 10, session.Minutes);
            Assert.InRange(days[session.Date].Count() - inside, 0, session.Minutes == 390 ? 0 : 20);
        });
    }

    private static IEnumerable<LocalDate> WeekdaysOf(int year) =>
        Enumerable.Range(0, CalendarSystem.Iso.GetDaysInYear(year))
            .Select(day => new LocalDate(year, 1, 1).PlusDays(day))
            .Where(date => date.DayOfWeek < IsoDayOfWeek.Saturday);

    private static string Join(IEnumerable<LocalDate> dates) =>
        string.Join(' ', dates.Select(date => date.ToString("MM-dd", null)));

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
