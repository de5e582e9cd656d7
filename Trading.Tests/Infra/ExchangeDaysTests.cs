using System.Text.Json;
using NodaTime.Text;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Tests.Infra.Rules;

namespace Trading.Tests.Infra;

/// <summary>The heartbeat's alert runs where no calendar is, so the days on which it must stay silent are written down.</summary>
public sealed class ExchangeDaysTests
{
    private const int FirstYear = 2026;
    private const int LastYear = 2035;

    [Fact]
    public void The_days_that_the_heartbeat_knows_are_the_calendars()
    {
        var file = JsonDocument.Parse(Repository.Read("infra/exchange-days.json")).RootElement;
        Assert.Equal(Days(date => new NyseCalendar().SessionOn(date) is null), Texts(file, "closed"));
        Assert.Equal(
            Days(date => new NyseCalendar().SessionOn(date) is { } session && session.Close.InNewYork().Hour == 13),
            Texts(file, "earlyCloses"));
    }

    [Fact]
    public async Task The_heartbeats_query_carries_those_days()
    {
        var query = AlertRules.QueryOf(await BicepCompiler.DeploymentAsync(), "no-heartbeat");
        var start = query.IndexOf("todynamic('", StringComparison.Ordinal) + "todynamic('".Length;
        var carried = JsonDocument.Parse(query[start..query.IndexOf("')", start, StringComparison.Ordinal)]).RootElement;
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Repository.Read("infra/exchange-days.json")).RootElement, carried));
    }

    private static IEnumerable<string> Days(Func<LocalDate, bool> chosen) => Enumerable
        .Range(0, Period.DaysBetween(new(FirstYear, 1, 1), new(LastYear + 1, 1, 1)))
        .Select(new LocalDate(FirstYear, 1, 1).PlusDays)
        .Where(date => date.DayOfWeek <= IsoDayOfWeek.Friday && chosen(date))
        .Select(LocalDatePattern.Iso.Format);

    private static IEnumerable<string> Texts(JsonElement file, string name) =>
        file.GetProperty(name).EnumerateArray().Select(day => day.GetString()!);
}
