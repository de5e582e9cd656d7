using System.Diagnostics;
using Trading.Adapters.Notifications;
using Trading.Core.Events;
using Trading.Core.Events.Notifications;
using Trading.Core.Storage;

namespace Trading.Tests.Adapters.Notifications;

/// <summary>What a notifier tells of events, and that it never stands in their way.</summary>
public sealed class NotifierTests
{
    private readonly List<string> told = [];

    [Fact]
    public async Task Trades_and_troubles_arrive_in_the_order_in_which_they_happened()
    {
        using var receiver = new LoopbackReceiver();
        await using (var notifier = Told.By(Told.To(receiver)))
        {
            foreach (var e in (TradingEvent[])[Told.Bought(), Told.Failed(), Told.Recovered(), Told.Sold()]) notifier.Emit(e);
            await notifier.FlushAsync();
        }

        Assert.Equal(
            ["Paper: bought 5 SPY", "Paper: Minute scan failed", "Paper: Minute scan works again", "Paper: sold 5 SPY: +$12.30"],
            receiver.Titles);
    }

    [Fact]
    public async Task The_same_news_is_told_once_and_a_trade_is_always_news()
    {
        using var receiver = new LoopbackReceiver();
        await using (var notifier = Told.By(Told.To(receiver)))
        {
            for (var i = 0; i < 5; i++) notifier.Emit(Told.Failed(minute: 31 + i));
            notifier.Emit(Told.Bought(number: 1));
            notifier.Emit(Told.Bought(number: 2));
            await notifier.FlushAsync();
            Assert.Equal(["Paper: Minute scan failed", "Paper: bought 5 SPY", "Paper: bought 5 SPY"], receiver.Titles);
        }

        // What was counted is told at the end.
        Assert.Equal(4, receiver.Requests[^1].Json.GetProperty("count").GetInt32());
        Assert.Contains("(4 more since 10:31 New York)", receiver.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_halt_is_told_at_once_and_the_same_one_is_not_told_again()
    {
        using var receiver = new LoopbackReceiver();
        await using var notifier = Told.By(Told.To(receiver));
        var first = new Halt(Told.At, false, "the first");
        var second = new Halt(Told.At + Duration.FromMinutes(3), false, "the second");

        // The program at hand does not hear of the end of the first when another one lifts it.
        foreach (var halt in (Halt[])[first, first, second, second with { Flatten = true }])
            notifier.Emit(new Halted(Told.At, halt));
        await notifier.FlushAsync();

        Assert.Equal(3, receiver.Requests.Count);
        Assert.Contains("the second", receiver.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_failure_of_a_job_and_a_position_that_is_bare_again_are_told_at_once()
    {
        using var receiver = new LoopbackReceiver();
        await using var notifier = Told.By(Told.To(receiver));
        foreach (var e in (TradingEvent[])
        [
            Told.Failed("The journal could not be written"), Told.Failed("AAPL could not be sold", minute: 33),
            Told.Bare("MSFT"), Told.Bare("MSFT"), Told.Failed("AAPL could not be sold", minute: 34),
        ])
            notifier.Emit(e);
        await notifier.FlushAsync();

        Assert.Equal(4, receiver.Requests.Count);
    }

    [Fact]
    public async Task Level_and_kinds_choose_what_is_told_and_those_who_hear_of_a_trouble_hear_of_its_end()
    {
        using var receiver = new LoopbackReceiver();
        await using (var notifier = Told.By(Told.To(receiver, ("Notify__MinLevel", "critical"))))
        {
            notifier.Emit(Told.Bought());
            notifier.Emit(Told.Failed());
            notifier.Emit(Told.Recovered());
            await notifier.FlushAsync();
        }
        Assert.Equal(["Paper: Minute scan failed", "Paper: Minute scan works again"], receiver.Titles);

        using var other = new LoopbackReceiver();
        await using (var notifier = Told.By(Told.To(other, ("Notify__Kinds", "TradeClosed, halted"))))
        {
            notifier.Emit(Told.Bought());
            notifier.Emit(Told.Failed());
            notifier.Emit(Told.Sold());
        }
        Assert.Equal(["Paper: sold 5 SPY: +$12.30"], other.Titles);
    }

    [Fact]
    public async Task A_burst_is_summed_up_within_the_limit_of_messages()
    {
        using var receiver = new LoopbackReceiver();
        await using (var notifier = Told.By(Told.To(receiver).With(perMinute: 6)))
        {
            for (var i = 0; i < 40; i++) notifier.Emit(Told.Bare($"S{i}"));
            await notifier.FlushAsync();
        }

        Assert.InRange(receiver.Requests.Count, 4, 6);
        Assert.Equal("S0", receiver.Requests[0].Json.GetProperty("symbol").GetString());
        var sum = receiver.Requests[^1].Json;
        Assert.Equal(("Several", "Critical"), (sum.GetProperty("kind").GetString(), sum.GetProperty("level").GetString()));
        Assert.Matches("^[0-9]+ more$", sum.GetProperty("title").GetString());
        var symbols = receiver.Requests.SelectMany(r => r.Json.GetProperty("notifications").EnumerateArray().Append(r.Json))
            .Select(n => n.GetProperty("symbol").GetString()).Where(s => s is not null).ToList();
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"S{i}").Order(), symbols.Order()!);
    }

    [Fact]
    public async Task A_receiver_that_never_answers_delays_no_event_no_other_receiver_and_not_the_end()
    {
        using var end = new CancellationTokenSource();
        var forever = Task.Delay(Timeout.Infinite, end.Token);
        using var hanging = new LoopbackReceiver(new ReceiverAnswer { Until = forever });
        using var well = new LoopbackReceiver();
        var read = Told.Read(("Notify__Webhook__Url", hanging.Address("/hook")), ("Notify__Ntfy__Url", well.Address("/topic")));
        var notifier = Told.By(read.Options, told.Add);
        var watch = Stopwatch.StartNew();

        for (var i = 0; i < 1000; i++) notifier.Emit(Told.Bought(number: i));
        // A thousand events take less than one answer would: none waited for any.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
        await well.WaitForAsync(1);
        await notifier.DisposeAsync();

        Assert.Single(hanging.Requests);
        Assert.NotEmpty(well.Requests);
        Assert.Contains(
            told,
            t => t == "Notifications: 1000 did not arrive at Webhook before the end: 0 critical, 0 warnings, 1000 others.");
        // What comes after the end is no error.
        notifier.Emit(Told.Bought());
        await end.CancelAsync();
    }

    [Fact]
    public async Task Words_that_cannot_be_made_do_not_keep_a_notification_back()
    {
        using var receiver = new LoopbackReceiver();
        await using (var notifier = new Notifier(
            Told.To(receiver), (_, _) => throw new InvalidOperationException(), null, told.Add, TimeProvider.System))
            notifier.Emit(Told.Bare());

        Assert.Equal("PositionUnprotected SPY", Assert.Single(receiver.Requests).Json.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Without_a_service_nothing_is_kept()
    {
        await using var notifier = Told.By(Told.Read().Options);

        notifier.Emit(Told.Bare());
        await notifier.FlushAsync();

        Assert.Empty(notifier.Services);
    }

    [Fact]
    public async Task A_test_says_for_each_service_whether_it_arrived()
    {
        using var well = new LoopbackReceiver();
        using var broken = new LoopbackReceiver(new ReceiverAnswer(404, "no_service"));
        var read = Told.Read(
            ("Notify__Webhook__Url", well.Address("/hook")), ("Notify__Slack__Url", broken.Address("/services/x")));
        await using var notifier = Told.By(read.Options);

        var results = await notifier.TestAsync(null, Told.At, TestContext.Current.CancellationToken);

        Assert.Equal([("Slack", "HTTP 404 (no_service)"), ("Webhook", null)], results.OrderBy(r => r.Service));
        Assert.Single(await notifier.TestAsync("slack", Told.At, TestContext.Current.CancellationToken));
        Assert.Equal((1, 2), (well.Requests.Count, broken.Requests.Count));
        Assert.Equal(nameof(NotificationKind.Test), well.Requests[0].Json.GetProperty("kind").GetString());
    }
}
