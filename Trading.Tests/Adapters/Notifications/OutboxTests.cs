using CsCheck;
using Trading.Adapters.Notifications;
using Trading.Core.Events.Notifications;

namespace Trading.Tests.Adapters.Notifications;

/// <summary>Any course of messages, waits, failures and repetitions loses no critical notification silently.</summary>
public sealed class OutboxTests
{
    private const int Capacity = 12;
    private const int PerMinute = 4;

    private static readonly Gen<Step> AnyStep = Gen.Select(
        Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[0, 90],
        (what, level, subject, seconds) => new Step(what, (NotificationLevel)level, $"subject {subject}", seconds));

    private sealed record Step(int What, NotificationLevel Level, string Subject, int Seconds);

    [Fact]
    public void No_notification_is_lost_silently_and_no_limit_is_broken() => AnyStep.Array[1, 150].Sample(
        steps =>
        {
            var (filter, outbox) = (new RepeatFilter(), new Outbox(Capacity, PerMinute, 600));
            var offered = new int[3];
            var heard = new int[3];
            var sent = new List<TimeSpan>();
            var now = TimeSpan.Zero;
            foreach (var step in steps)
            {
                now += TimeSpan.FromSeconds(step.Seconds);
                if (step.What < 7)
                {
                    offered[(int)step.Level]++;
                    // Each level has its subjects, as each kind has its level.
                    var message = Told.Message(NotificationKind.JobFailed, step.Level, $"{step.Level} {step.Subject}", "words");
                    foreach (var passed in filter.Offer(message, now)) outbox.Add(passed);
                }
                foreach (var sum in filter.Due(now)) outbox.Add(sum);
                Assert.InRange(outbox.Count, 0, Capacity);
                if (step.What is 7 or 8 && outbox.Take(now).Message is { } taken)
                {
                    sent.Add(now);
                    if (step.What == 8) Hear(taken, heard);
                    else if (step.Subject.EndsWith('0')) outbox.PutBack(taken, now + TimeSpan.FromSeconds(step.Seconds));
                    else outbox.GiveUp(taken, now);
                    if (step.What == 8) outbox.Arrived();
                }
            }
            foreach (var sum in filter.Close()) outbox.Add(sum);
            outbox.Arrived();
            for (var i = 0; outbox.Take(now, isLast: true).Message is { } last; i++)
            {
                Assert.InRange(i, 0, 50);
                Hear(last, heard);
            }

            Assert.Equal(offered, heard);
            for (var i = PerMinute; i < sent.Count; i++) Assert.True(sent[i] - sent[i - PerMinute] >= TimeSpan.FromMinutes(1));
        },
        iter: 400);

    [Fact]
    public void When_it_is_full_the_oldest_of_the_lowest_level_gives_way()
    {
        var outbox = new Outbox(3, 10, 600);
        foreach (var (level, subject) in new[]
        {
            (NotificationLevel.Critical, "c1"), (NotificationLevel.Info, "i1"), (NotificationLevel.Info, "i2"),
            (NotificationLevel.Warning, "w1"), (NotificationLevel.Critical, "c2"), (NotificationLevel.Critical, "c3"),
        })
        {
            outbox.Add(Told.Message(NotificationKind.JobFailed, level, subject));
        }

        var loss = outbox.Take(TimeSpan.Zero).Message!;
        Assert.Contains("0 critical, 1 warnings, 2 others", loss.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["c1", "c2", "c3"], Enumerable.Range(0, 3).Select(_ => outbox.Take(TimeSpan.Zero).Message!.About.Subject));
    }

    [Fact]
    public void A_service_that_takes_nothing_is_not_told_without_end_that_it_took_nothing()
    {
        var outbox = new Outbox(10, 10, 600);
        outbox.Add(Told.Message(NotificationKind.JobFailed, NotificationLevel.Critical, "lost"));
        outbox.GiveUp(outbox.Take(TimeSpan.Zero).Message!, TimeSpan.Zero);

        Assert.Equal((null, TimeSpan.FromMinutes(14)), outbox.Take(TimeSpan.FromMinutes(1)));
        Assert.Null(outbox.Take(TimeSpan.FromMinutes(1), isLast: true).Message);
        // With the next message it goes at once.
        outbox.Add(Told.Message(NotificationKind.JobFailed, NotificationLevel.Info, "next"));
        var both = outbox.Take(TimeSpan.FromMinutes(2)).Message!;
        Assert.Equal([NotificationKind.Lost, NotificationKind.JobFailed], both.Parts.Select(p => p.About.Kind));
        outbox.GiveUp(both, TimeSpan.FromMinutes(2));
        // Alone after a quarter of an hour, with all that was lost until then.
        var alone = outbox.Take(TimeSpan.FromMinutes(17)).Message!;
        Assert.Equal((1, 1), (alone.About.Fields["countCritical"], alone.About.Fields["countInfo"]));
    }

    [Fact]
    public void A_sum_that_does_not_hold_all_holds_the_critical_ones_first_and_tells_its_parts_in_order()
    {
        var outbox = new Outbox(50, 1, 700);
        foreach (var (level, subject) in new[]
        {
            (NotificationLevel.Info, "i1"), (NotificationLevel.Info, "i2"), (NotificationLevel.Critical, "c1"),
            (NotificationLevel.Info, "i3"),
        })
        {
            outbox.Add(Told.Message(NotificationKind.JobFailed, level, subject, new string('x', 400)));
        }

        Assert.Equal(["i1", "c1"], outbox.Take(TimeSpan.Zero).Message!.Parts.Select(p => p.About.Subject));
    }

    [Fact]
    public void A_sum_holds_whole_lines_and_what_does_not_fit_waits_for_the_next()
    {
        var outbox = new Outbox(50, 1, 600);
        for (var i = 0; i < 10; i++)
            outbox.Add(Told.Message(NotificationKind.JobFailed, NotificationLevel.Critical, $"{i}", new string('x', 400)));

        var parts = 0;
        for (var minute = 0; outbox.Count > 0; minute++)
        {
            var message = outbox.Take(TimeSpan.FromMinutes(minute)).Message!;
            Assert.InRange(message.Text.Length, 1, 600);
            parts += Math.Max(1, message.Parts.Count);
        }
        Assert.Equal(10, parts);
    }

    // Told counts what each level's notifications stood for; a loss says it of what did not arrive.
    private static void Hear(NotificationMessage message, int[] heard)
    {
        if (message.Parts.Count > 0)
        {
            foreach (var part in message.Parts) Hear(part, heard);
            return;
        }
        if (message.About.Kind != NotificationKind.Lost)
        {
            heard[(int)message.About.Weight] += message.Count;
            return;
        }
        foreach (var level in Enum.GetValues<NotificationLevel>())
            heard[(int)level] += (int)message.About.Fields[$"count{level}"]!;
    }
}
