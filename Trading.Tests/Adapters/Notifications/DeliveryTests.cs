using System.Diagnostics;
using Trading.Adapters.Notifications;
using Trading.Core.Events.Notifications;

namespace Trading.Tests.Adapters.Notifications;

/// <summary>What is repeated, for how long, and what is told of it; a wait of minutes takes none.</summary>
public sealed class DeliveryTests
{
    private static readonly ReceiverAnswer Cut = new() { IsCut = true };
    private readonly List<string> told = [];

    [Fact]
    public async Task A_failure_that_may_pass_is_repeated_with_the_same_id_until_it_arrives()
    {
        using var receiver = new LoopbackReceiver(new(500, "no"), Cut, new(503, "no"), new());
        await using (var notifier = Told.By(Told.To(receiver), told.Add))
        {
            notifier.Emit(Told.Bought());
            await receiver.WaitForAsync(4);
        }

        Assert.Equal(4, receiver.Requests.Count);
        Assert.Single(receiver.Requests.Select(r => r.Json.GetProperty("id").GetString()).Distinct());
        Assert.Empty(told);
    }

    public static TheoryData<string, string> Waits => new()
    {
        { "Retry-After: 7", "" },
        { "", """{"message":"You are being rate limited.","retry_after":7.0,"global":false}""" },
        { "", """{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":7}}""" },
        { "Retry-After: Mon, 03 Nov 2025 15:31:17 GMT|Date: Mon, 03 Nov 2025 15:31:10 GMT", "" },
    };

    // A header, Discord's body, Telegram's body, a date beside the answer's own.
    [Theory]
    [MemberData(nameof(Waits))]
    public async Task The_wait_that_a_service_asks_for_is_kept_to(string headers, string body)
    {
        var answer = new ReceiverAnswer(429, body)
        {
            Headers = headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(h => h.Split(": ", 2))
                .ToDictionary(h => h[0], h => h[1]),
        };
        using var receiver = new LoopbackReceiver(answer, new());
        var time = Told.Time();
        var options = Told.To(receiver);
        using var transport = new NotificationTransport(options.Scrubber, time);

        var delivery = await new Deliverer(options.Receivers[0], transport, options, time).DeliverAsync(
            Told.Message(NotificationKind.Test, NotificationLevel.Info, ""), CancellationToken.None,
            TestContext.Current.CancellationToken);

        Assert.True(delivery.Arrived);
        Assert.Equal((2, TimeSpan.FromSeconds(7)), (receiver.Requests.Count, time.LongestWait));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_service_that_asks_for_no_wait_is_tried_as_rarely_as_a_dead_one(int status)
    {
        using var receiver = new LoopbackReceiver(
            new ReceiverAnswer(status, "") { Headers = new Dictionary<string, string> { ["Retry-After"] = "0" } });
        var time = Told.Time();
        var options = Told.To(receiver).With(delay: TimeSpan.FromSeconds(2));
        using var transport = new NotificationTransport(options.Scrubber, time);

        var delivery = await new Deliverer(options.Receivers[0], transport, options, time).DeliverAsync(
            Told.Message(NotificationKind.Test, NotificationLevel.Info, ""), CancellationToken.None,
            TestContext.Current.CancellationToken);

        Assert.False(delivery.Arrived);
        // The growing waits, and the breaker, which counts such answers.
        Assert.InRange(receiver.Requests.Count, 5, 12);
    }

    [Theory]
    [InlineData(400, "invalid_payload", "HTTP 400 (invalid_payload)")]
    [InlineData(404, """{"message": "Unknown Webhook", "code": 10015}""", "HTTP 404 (Unknown Webhook)")]
    [InlineData(403, """{"ok":false,"description":"Forbidden: bot was kicked"}""", "HTTP 403 (Forbidden: bot was kicked)")]
    [InlineData(410, "<html>gone</html>", "HTTP 410")]
    [InlineData(302, "", "HTTP 302: sent elsewhere, where its secret does not follow")]
    public async Task A_refusal_is_not_repeated_and_is_told_once_with_its_reason(int status, string body, string reason)
    {
        using var receiver = new LoopbackReceiver(new ReceiverAnswer(status, body)
        {
            Headers = status == 302
                ? new Dictionary<string, string> { ["Location"] = "http://127.0.0.1:1/elsewhere" }
                : new Dictionary<string, string>(),
        });
        await using (var notifier = Told.By(Told.To(receiver), told.Add))
        {
            notifier.Emit(Told.Bought("SPY"));
            await receiver.WaitForAsync(1);
            await notifier.FlushAsync();
            notifier.Emit(Told.Bought("QQQ"));
        }

        Assert.Equal($"Notifications: Webhook did not take a message ({reason}).", Assert.Single(told, t => !t.Contains("end")));
        // One attempt each; the second tells of the loss, too.
        Assert.Equal(2, receiver.Requests.Count);
        Assert.Equal("Several", receiver.Requests[1].Json.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task What_did_not_arrive_is_counted_and_told_when_the_service_works_again()
    {
        using var receiver = new LoopbackReceiver(new(400, "no"), new(400, "no"), new());
        await using (var notifier = Told.By(Told.To(receiver), told.Add))
        {
            foreach (var symbol in (string[])["SPY", "QQQ", "MSFT"])
            {
                notifier.Emit(Told.Bare(symbol));
                await notifier.FlushAsync();
            }
        }

        var parts = receiver.Requests[2].Json.GetProperty("notifications").EnumerateArray().ToList();
        Assert.Equal(["Lost", "PositionUnprotected"], parts.Select(p => p.GetProperty("kind").GetString()));
        Assert.Equal(("Critical", 2), (
            parts[0].GetProperty("level").GetString(), parts[0].GetProperty("fields").GetProperty("countCritical").GetInt32()));
        // A critical one that is lost is on the console with all its words.
        Assert.Contains(told, t => t.StartsWith(
            "Not told to Webhook: Paper: SPY has no live stop: 5 SPY had no live stop", StringComparison.Ordinal));
        Assert.Equal("Notifications: Webhook works again.", told[^1]);
    }

    [Fact]
    public async Task A_dead_service_is_given_up_after_minutes_and_tried_once_a_minute_meanwhile()
    {
        using var receiver = new LoopbackReceiver(new ReceiverAnswer(500, "no"));
        var time = Told.Time();
        var options = Told.To(receiver).With(delay: TimeSpan.FromSeconds(2));
        using var transport = new NotificationTransport(options.Scrubber, time);
        var deliverer = new Deliverer(options.Receivers[0], transport, options, time);
        var start = time.GetTimestamp();

        var delivery = await deliverer.DeliverAsync(
            Told.Message(NotificationKind.Test, NotificationLevel.Info, ""), CancellationToken.None,
            TestContext.Current.CancellationToken);
        var first = time.GetElapsedTime(start);
        var requests = receiver.Requests.Count;
        await deliverer.DeliverAsync(
            Told.Message(NotificationKind.Test, NotificationLevel.Critical, ""), CancellationToken.None,
            TestContext.Current.CancellationToken);

        Assert.False(delivery.Arrived);
        Assert.InRange(first, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(5));
        Assert.InRange(requests, 5, 12);
        // A critical one is tried for half an hour.
        Assert.InRange(time.GetElapsedTime(start) - first, TimeSpan.FromMinutes(28), TimeSpan.FromMinutes(30));
        Assert.InRange(receiver.Requests.Count - requests, 10, 35);
    }

    [Fact]
    public async Task A_critical_message_waits_for_no_lower_one_and_the_lower_ones_keep_to_the_services_wait()
    {
        using var receiver = new LoopbackReceiver(
            new ReceiverAnswer(429, "") { Headers = new Dictionary<string, string> { ["Retry-After"] = "120" } }, new());
        var notifier = Told.By(Told.To(receiver));
        await using (notifier)
        {
            notifier.Emit(Told.Bought("QQQ"));
            await receiver.WaitForAsync(1);
            notifier.Emit(Told.Bought("MSFT"));
            notifier.Emit(Told.Bare("SPY"));
            await receiver.WaitForAsync(2);
            notifier.Emit(Told.Bare("AAPL"));
            await receiver.WaitForAsync(3);
        }

        Assert.Equal(
            ["Paper: bought 5 QQQ", "Paper: SPY has no live stop", "Paper: AAPL has no live stop"], receiver.Titles.Take(3));
        // What made way is not lost: at the end it goes with what waits.
        Assert.Equal(
            ["Paper: bought 5 QQQ", "Paper: bought 5 MSFT"],
            receiver.Requests.Skip(3).SelectMany(r => r.Json.GetProperty("notifications").EnumerateArray().DefaultIfEmpty(r.Json))
                .Select(n => n.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task What_is_left_at_the_end_is_counted_and_each_critical_one_is_named()
    {
        using var receiver = new LoopbackReceiver(new ReceiverAnswer(500, "no"));
        var notifier = Told.By(Told.To(receiver).With(delay: TimeSpan.FromSeconds(30)), told.Add);
        foreach (var symbol in (string[])["AAPL", "MSFT"]) notifier.Emit(Told.Bare(symbol));
        notifier.Emit(Told.Bought("QQQ"));
        await receiver.WaitForAsync(1);
        await notifier.DisposeAsync();

        // One is under way, one waits; a trade is only counted.
        Assert.Equal(
            ["Not told to Webhook: Paper: AAPL has no live stop", "Not told to Webhook: Paper: MSFT has no live stop",
             "Notifications"],
            told.Select(t => t[..(t.StartsWith("Not told", StringComparison.Ordinal)
                ? t.LastIndexOf(": ", StringComparison.Ordinal) : t.IndexOf(':'))]));
        Assert.Equal("Notifications: 3 did not arrive at Webhook before the end: 2 critical, 0 warnings, 1 others.", told[^1]);
    }

    [Fact]
    public async Task A_critical_message_for_which_there_is_no_room_is_named_at_once()
    {
        using var receiver = new LoopbackReceiver(new ReceiverAnswer(500, "no"));
        var options = Told.To(receiver).With(delay: TimeSpan.FromSeconds(30), mostWaiting: 2);
        await using var notifier = Told.By(options, told.Add);
        notifier.Emit(Told.Bare("A"));
        await receiver.WaitForAsync(1);
        foreach (var symbol in (string[])["B", "C", "D"]) notifier.Emit(Told.Bare(symbol));

        Assert.StartsWith("Not told to Webhook: Paper: B has no live stop", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_traces_requests_sees_an_address()
    {
        var traced = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (traced) traced.Add(string.Join(' ', activity.TagObjects.Select(t => $"{t.Value}")));
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var receiver = new LoopbackReceiver();
        await using (var notifier = Told.By(Told.To(receiver))) notifier.Emit(Told.Bought());

        Assert.Single(receiver.Requests);
        var path = receiver.Requests[0].Path;
        lock (traced) Assert.DoesNotContain(traced, text => text.Contains(path, StringComparison.Ordinal));
    }
}
