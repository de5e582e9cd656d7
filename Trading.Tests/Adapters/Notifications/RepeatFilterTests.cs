using Trading.Adapters.Notifications;
using Trading.Core.Events.Notifications;

namespace Trading.Tests.Adapters.Notifications;

/// <summary>Which news is told, by a time that the test moves.</summary>
public sealed class RepeatFilterTests
{
    private readonly RepeatFilter filter = new();

    [Fact]
    public void Repetitions_are_counted_and_told_together_when_the_quarter_of_an_hour_is_over()
    {
        Assert.Single(Offer("first", 0));
        Assert.Empty(Offer("second", 1));
        Assert.Empty(Offer("third", 14));
        Assert.Empty(filter.Due(Minutes(14.9)));

        var sum = Assert.Single(filter.Due(Minutes(15)));
        Assert.Equal((2, "third (2 more since 10:31 New York)"), (sum.Count, sum.Text));
        // The next window begins with the sum.
        Assert.Empty(Offer("fourth", 16));
        Assert.Equal(1, Assert.Single(filter.Due(Minutes(30))).Count);
        Assert.Empty(filter.Due(Minutes(45)));
        Assert.Equal(0, filter.Remembered);
        Assert.Single(Offer("fifth", 46));
    }

    [Fact]
    public void Another_subject_or_a_higher_level_is_news()
    {
        Assert.Single(Offer("a", 0));
        Assert.Single(filter.Offer(Message(NotificationKind.JobFailed, NotificationLevel.Warning, "other"), Minutes(1)));
        Assert.Single(filter.Offer(Message(NotificationKind.JobFailed, NotificationLevel.Critical, "job"), Minutes(1)));
        Assert.Empty(filter.Offer(Message(NotificationKind.JobFailed, NotificationLevel.Warning, "job"), Minutes(2)));
    }

    [Fact]
    public void Another_reason_is_news_and_its_figures_make_no_other_reason()
    {
        Assert.Single(Because("the journal cannot be written", 0));
        Assert.Empty(Because("the journal cannot be written", 1));
        Assert.Single(Because("AAPL could not be sold: 5 shares have no stop", 2));
        Assert.Empty(Because("AAPL could not be sold: 7 shares have no stop", 3));
        // What alternates is told once each.
        Assert.Empty(Because("the journal cannot be written", 4));
        Assert.Equal(3, Assert.Single(filter.Due(Minutes(15))).Count);
    }

    [Fact]
    public void Reasons_without_end_are_told_a_few_in_a_window_and_then_counted()
    {
        var passed = Enumerable.Range(0, 20).Sum(i => Because(new string('x', i), i * 0.5).Count);

        Assert.Equal(RepeatFilter.MostPassing, passed);
        Assert.Equal(20 - RepeatFilter.MostPassing, Assert.Single(filter.Due(Minutes(15))).Count);
    }

    [Fact]
    public void A_trouble_that_comes_again_after_it_was_dealt_with_is_news()
    {
        Assert.Single(Because("", 0, isDealtWith: true));
        Assert.Single(Because("", 3, isDealtWith: true));
        Assert.Single(Because("the broker does not answer", 5));
        Assert.Empty(Because("the broker does not answer", 6));
    }

    [Fact]
    public void The_end_of_a_trouble_makes_its_next_beginning_news_and_tells_what_was_counted()
    {
        Assert.Single(Offer("failed", 0));
        Assert.Empty(Offer("failed", 1));
        var recovered = Message(NotificationKind.JobRecovered, NotificationLevel.Info, "job");

        Assert.Equal([NotificationKind.JobFailed, NotificationKind.JobRecovered],
            filter.Offer(recovered, Minutes(2)).Select(m => m.About.Kind));
        Assert.Single(Offer("failed", 3));
        Assert.Single(filter.Offer(recovered, Minutes(4)));
    }

    [Fact]
    public void What_was_counted_is_told_at_the_end()
    {
        Offer("failed", 0);
        Offer("failed", 1);

        Assert.Equal(1, Assert.Single(filter.Close()).Count);
        Assert.Empty(filter.Close());
    }

    private IReadOnlyList<NotificationMessage> Offer(string text, double minutes) =>
        filter.Offer(
            Message(NotificationKind.JobFailed, NotificationLevel.Warning, "job") with { Text = text }, Minutes(minutes));

    private IReadOnlyList<NotificationMessage> Because(string reason, double minutes, bool isDealtWith = false)
    {
        var message = Message(NotificationKind.JobFailed, NotificationLevel.Critical, "job");
        return filter.Offer(
            message with { About = message.About with { Reason = reason, IsDealtWith = isDealtWith } }, Minutes(minutes));
    }

    private static NotificationMessage Message(NotificationKind kind, NotificationLevel level, string subject) =>
        Told.Message(kind, level, subject);

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
