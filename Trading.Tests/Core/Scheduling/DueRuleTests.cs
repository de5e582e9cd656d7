using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Tests.Core.Scheduling;

public sealed class DueRuleTests
{
    private static readonly NyseCalendar Calendar = new();
    private static readonly DueRule Rule = new(Calendar, new ScheduleSettings());

    [Fact]
    public void Over_a_year_of_ticks_every_job_is_due_in_every_session_at_its_minute()
    {
        var first = new Dictionary<(LocalDate, JobKind), LocalTime>();
        var scans = new Dictionary<LocalDate, int>();
        var from = Instant.FromUtc(2025, 1, 1, 0, 0);
        for (var now = from; now < Instant.FromUtc(2026, 1, 1, 12, 0); now += Duration.FromMinutes(1))
        {
            foreach (var due in Rule.DueAt(now))
            {
                first.TryAdd((due.Session.Date, due.Key.Job), now.InNewYork().TimeOfDay);
                if (due.Key.Job == JobKind.MinuteScan) scans[due.Session.Date] = scans.GetValueOrDefault(due.Session.Date) + 1;
            }
        }
        var sessions = Calendar.SessionsBetween(new LocalDate(2025, 1, 2), new LocalDate(2025, 12, 31)).ToList();
        Assert.Equal(250, sessions.Count);
        foreach (var session in sessions)
        {
            Assert.Equal(new LocalTime(4, 0), first[(session.Date, JobKind.Rebalance)]);
            Assert.Equal(new LocalTime(9, 30), first[(session.Date, JobKind.MinuteScan)]);
            Assert.Equal(session.Minutes, scans[session.Date]);
            Assert.Equal(
                (session.Close - Duration.FromMinutes(5)).InNewYork().TimeOfDay, first[(session.Date, JobKind.EndOfDayClose)]);
            Assert.Equal(new LocalTime(20, 0), first[(session.Date, JobKind.NightlyRetrain)]);
        }
    }

    [Fact]
    public void A_missed_night_is_made_good_before_the_next_session_opens()
    {
        var monday = ExchangeTime.At(new LocalDate(2025, 11, 10), new LocalTime(8, 0));
        var due = Assert.Single(Rule.DueAt(monday), d => d.Key.Job == JobKind.NightlyRetrain);
        Assert.Equal(new LocalDate(2025, 11, 7), due.Session.Date);
    }

    [Fact]
    public void No_training_is_due_while_the_market_is_open() =>
        Assert.DoesNotContain(
            Rule.DueAt(ExchangeTime.At(new LocalDate(2025, 11, 10), new LocalTime(10, 0))), d =>
            d.Key.Job == JobKind.NightlyRetrain);

    [Fact]
    public void A_missed_rebalance_is_made_good_during_the_session() =>
        Assert.Contains(
            Rule.DueAt(ExchangeTime.At(new LocalDate(2025, 11, 10), new LocalTime(11, 0))), d => d.Key.Job == JobKind.Rebalance);

    [Fact]
    public void Nothing_but_the_last_training_is_due_on_a_holiday() =>
        Assert.Equal(
            [JobKind.NightlyRetrain], Rule.DueAt(ExchangeTime.At(new LocalDate(2025, 12, 25), new LocalTime(10, 0)))
            .Select(d => d.Key.Job));
}
