using Trading.Cli.Output;
using Trading.Core.Market;

namespace Trading.Tests.Core.Market;

public class OverriddenCalendarTests
{
    private static readonly LocalDate Monday = new(2026, 3, 2);
    private static readonly LocalDate Tuesday = new(2026, 3, 3);
    private static readonly LocalDate Saturday = new(2026, 3, 7);
    private static readonly NyseCalendar Rules = new();

    [Fact]
    public void An_overridden_day_is_as_the_broker_said_and_every_other_as_the_rules_say()
    {
        var shortened = new Session(
            Tuesday, ExchangeTime.At(Tuesday, new LocalTime(9, 30)), ExchangeTime.At(Tuesday, new LocalTime(12, 0)));
        var weekend = new Session(
            Saturday, ExchangeTime.At(Saturday, new LocalTime(9, 30)), ExchangeTime.At(Saturday, new LocalTime(16, 0)));
        var calendar = new OverriddenCalendar(
            Rules, new Dictionary<LocalDate, Session?> { [Monday] = null, [Tuesday] = shortened, [Saturday] = weekend });

        Assert.Null(calendar.SessionOn(Monday));
        Assert.Same(shortened, calendar.SessionOn(Tuesday));
        Assert.Same(weekend, calendar.SessionOn(Saturday));
        Assert.Equal(Rules.SessionOn(Tuesday.PlusDays(1)), calendar.SessionOn(Tuesday.PlusDays(1)));
        Assert.NotNull(calendar.SessionOn(Tuesday.PlusDays(1)));
    }

    [Fact]
    public void A_change_of_the_source_afterwards_changes_nothing()
    {
        var source = new Dictionary<LocalDate, Session?> { [Monday] = null };
        var calendar = new OverriddenCalendar(Rules, source);

        source.Clear();

        Assert.Null(calendar.SessionOn(Monday));
    }
}
