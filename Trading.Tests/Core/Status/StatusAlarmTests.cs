using Trading.Core.Status;
using Trading.Reporting.Dashboard;

namespace Trading.Tests.Core.Status;

public sealed class StatusAlarmTests
{
    [Theory]
    [InlineData(59, 0, false)]
    [InlineData(61, 0, true)]
    [InlineData(61, 1, false)]
    public void A_session_without_a_prediction_is_an_alarm_after_an_hour(int minutes, int predictions, bool told)
    {
        var normal = MadeUpStatus.Normal();
        var report = normal with { At = normal.Session.Open + Duration.FromMinutes(minutes), IsOpen = true, Day = normal.Day! with { Predictions = predictions } };

        Assert.Equal(told, Told(report, "No bars come"));
    }

    [Theory]
    [InlineData(0.96, false)]
    [InlineData(0.94, true)]
    public void A_deep_fall_is_an_alarm(double ofTheHighest, bool told)
    {
        var normal = MadeUpStatus.Normal();
        var highest = normal.History.Max(day => day.Equity);
        var report = normal with { Account = normal.Account! with { Equity = highest * (decimal)ofTheHighest } };

        Assert.Equal(told, Told(report, "below its highest session end"));
    }

    private static bool Told(StatusReport report, string text) => StatusAlarms.Of(report).Any(alarm => alarm.Text.Contains(text, StringComparison.Ordinal));
}
