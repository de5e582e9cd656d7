using Trading.Cli.Output;
using Trading.Core.Status;
using Trading.Reporting;

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
        var report = normal with
        {
            At = normal.Session.Open + Duration.FromMinutes(minutes),
            IsOpen = true,
            Day =
            normal.Day! with { Predictions = predictions }
        };

        Assert.Equal(told, Told(report, AlarmKind.NoBars));
    }

    [Theory]
    [InlineData(0.96, false)]
    [InlineData(0.94, true)]
    public void A_deep_fall_is_an_alarm(double ofTheHighest, bool told)
    {
        var normal = MadeUpStatus.Normal();
        var highest = normal.History.Max(day => day.Equity);
        var report = normal with { Account = normal.Account! with { Equity = highest * (decimal)ofTheHighest } };

        Assert.Equal(told, Told(report, AlarmKind.DeepDrawdown));
    }

    [Fact]
    public void Each_kind_of_alarm_has_a_sentence()
    {
        var report = MadeUpStatus.Normal();
        var sentences = Enum.GetValues<AlarmKind>()
            .Select(kind =>
                AlarmText.Of(
                new Alarm(kind) { Subjects = ["part"], At = report.At, Fraction = 0.1, Cause = "It failed." }, report))
            .ToList();

        Assert.Equal(sentences.Count, sentences.Distinct().Count());
        Assert.All(sentences, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_halt_comes_first_and_says_why()
    {
        var report = MadeUpStatus.Normal();
        report = report with { Halt = new(report.At, Flatten: true, "the feed looks odd") };

        var alarm = Alarms.Of(report)[0];

        Assert.Equal((AlarmKind.Halted, AlarmSeverity.Bad, "the feed looks odd"), (alarm.Kind, alarm.Severity, alarm.Cause));
        Assert.EndsWith(
            "(the feed looks odd): nothing is bought, and everything held is sold.", AlarmText.Of(alarm, report),
            StringComparison.Ordinal);
    }

    private static bool Told(StatusReport report, AlarmKind kind) => Alarms.Of(report).Any(alarm => alarm.Kind == kind);
}
