using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Risk;
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
    public void A_model_on_probation_and_one_that_is_let_trade_without_proof_are_told_apart()
    {
        Assert.StartsWith("On probation: ", Sentence(ModelStanding.Probation), StringComparison.Ordinal);
        Assert.StartsWith("Unproven: ", Sentence(ModelStanding.Assumed), StringComparison.Ordinal);

        static string Sentence(ModelStanding proof)
        {
            var normal = MadeUpStatus.Normal();
            var report = normal with { Model = normal.Model! with { Proof = proof } };
            var alarm = Assert.Single(Alarms.Of(report));
            Assert.Equal(AlarmSeverity.Caution, alarm.Severity);
            return AlarmText.Of(alarm, report);
        }
    }

    [Fact]
    public void A_doubted_recipe_is_bad_and_says_the_odds_and_what_follows_from_them()
    {
        var normal = MadeUpStatus.Normal();
        var doubted = normal.Model!.Evidence! with
        {
            Last = normal.Model.Evidence!.Last! with { Doubt = 1.301, Standing = RecipeStanding.Doubted },
        };
        var idle = normal with
        {
            Model = normal.Model with
            {
                Evidence = doubted,
                MayTrade = false,
                Proof = ModelStanding.Doubted,
                Standing = "m1 is doubted.",
            },
        };

        var alarm = Assert.Single(Alarms.Of(idle));

        Assert.Equal((AlarmKind.Doubted, AlarmSeverity.Bad), (alarm.Kind, alarm.Severity));
        Assert.Contains("(20 : 1 against it; it is doubted from 10 : 1 on)", AlarmText.Of(alarm, idle), StringComparison.Ordinal);
        Assert.EndsWith(
            "Nothing is bought until those odds are down to one.", AlarmText.Of(alarm, idle), StringComparison.Ordinal);
        var trading = idle with { Model = idle.Model! with { MayTrade = true, Proof = ModelStanding.Assumed } };
        Assert.Equal([AlarmKind.Doubted, AlarmKind.Unproven], Alarms.Of(trading).Select(a => a.Kind));
        Assert.Contains("It trades all the same", AlarmText.Of(Alarms.Of(trading)[0], trading), StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_whose_entries_stopped_says_so_with_the_odds_where_they_are_known()
    {
        var normal = MadeUpStatus.Normal();
        var known = normal with { Day = normal.Day! with { DoubtOdds = 23 } };
        var unknown = normal with
        {
            Day = normal.Day with { ByReason = new Dictionary<ReasonCode, int> { [ReasonCode.DoubtedToday] = 2 } },
        };

        Assert.Contains("(23 : 1 against it; 20 : 1 is enough)", Sentence(known), StringComparison.Ordinal);
        Assert.Contains("came true (20 : 1 is enough)", Sentence(unknown), StringComparison.Ordinal);
        Assert.False(Told(normal, AlarmKind.DoubtedToday));

        static string Sentence(StatusReport report) =>
            AlarmText.Of(Assert.Single(Alarms.Of(report), a => a.Kind == AlarmKind.DoubtedToday), report);
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
