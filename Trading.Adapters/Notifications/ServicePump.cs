using System.Globalization;
using System.Threading.Channels;
using Trading.Core.Events.Notifications;

namespace Trading.Adapters.Notifications;

/// <summary>
/// Sends what is added, one message after the other, on a task of its own. Adding never waits. Safe for use by many threads.
/// </summary>
internal sealed class ServicePump
{
    private readonly Lock gate = new();
    // One signal is enough, however many messages were added.
    private readonly Channel<bool> signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly INotificationReceiver receiver;
    private readonly Deliverer deliverer;
    private readonly Outbox outbox;
    private readonly Action<string> tell;
    private readonly TimeProvider time;
    private readonly long began;
    private Task? running;
    // The message under way, and what makes it give way.
    private NotificationMessage? current;
    private CancellationTokenSource? currentMakesWay;
    private TaskCompletionSource idle = Completed();
    private bool isClosing;
    private bool isFailing;

    /// <param name="receiver">The service.</param>
    /// <param name="transport">Sends an attempt.</param>
    /// <param name="options">Limits and waits.</param>
    /// <param name="tell">Takes a sentence when the service begins to fail, works again, or a critical message is lost.</param>
    /// <param name="time">The stopwatch and timers.</param>
    public ServicePump(
        INotificationReceiver receiver, NotificationTransport transport, NotifyOptions options, Action<string> tell,
        TimeProvider time)
    {
        (this.receiver, this.tell, this.time, began) = (receiver, tell, time, time.GetTimestamp());
        deliverer = new Deliverer(receiver, transport, options, time);
        outbox = new Outbox(options.MostWaiting, options.MessagesPerMinute, receiver.SafeLength);
    }

    /// <summary>Completes when nothing waits and nothing is under way.</summary>
    public Task Idle
    {
        get { lock (gate) return idle.Task; }
    }

    /// <summary>How many messages wait.</summary>
    public int Waiting
    {
        get { lock (gate) return outbox.Count; }
    }

    /// <summary>Adds a message and returns at once. While a lower one waits for its next attempt a critical one goes
    /// first.</summary>
    public void Add(NotificationMessage message, CancellationToken stop)
    {
        NotificationMessage? evicted;
        lock (gate)
        {
            if (isClosing) return;
            evicted = outbox.Add(message);
            if (message.About.Weight == NotificationLevel.Critical) _ = currentMakesWay?.CancelAsync();
            if (idle.Task.IsCompleted) idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            running ??= Task.Run(() => RunAsync(stop), CancellationToken.None);
        }
        signal.Writer.TryWrite(true);
        if (evicted is not null) TellLost(evicted);
    }

    /// <summary>Tells what nothing sends any more: each critical message, and how many were lost.</summary>
    public void TellLeft()
    {
        IReadOnlyList<NotificationMessage> left;
        LostCounts lost;
        lock (gate)
        {
            (left, lost) = outbox.Abandon(current);
            current = null;
        }
        foreach (var message in left) TellLost(message);
        if (lost.Total > 0)
            Tell(string.Create(
                CultureInfo.InvariantCulture,
                $"Notifications: {lost.Total} did not arrive at {receiver.Service} before the end: {lost.Levels}."));
    }

    /// <summary>From now on nothing is added, and what waits goes at once; completes when it has.</summary>
    public Task CloseAsync()
    {
        lock (gate)
        {
            isClosing = true;
            if (running is null) return Task.CompletedTask;
        }
        signal.Writer.TryWrite(true);
        return running;
    }

    /// <summary>Whether a message may be tried now, and how that ended.</summary>
    public Task<Delivery> TryAsync(NotificationMessage message, CancellationToken cancel) =>
        deliverer.AttemptAsync(message, cancel);

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var (message, wait, isOver) = Next();
                if (message is not null) await DeliverAsync(message, stop);
                else if (isOver) return;
                else await WaitAsync(wait, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The program ends; what is left is told then.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Tell($"Notifications: {receiver.Service} gets no more messages, by a fault of this program "
                + $"({e.GetType().Name}).");
        }
        finally
        {
            lock (gate) idle.TrySetResult();
        }
    }

    private (NotificationMessage? Message, TimeSpan? Wait, bool IsOver) Next()
    {
        lock (gate)
        {
            var (message, wait) = outbox.Take(time.GetElapsedTime(began), isClosing);
            current = message;
            // A loss that waits for its time holds nothing up.
            var isIdle = message is null && outbox.Count == 0;
            if (isIdle) idle.TrySetResult();
            return (message, wait, isClosing && isIdle);
        }
    }

    private async Task WaitAsync(TimeSpan? wait, CancellationToken stop)
    {
        if (wait is not { } span)
        {
            await signal.Reader.ReadAsync(stop);
            return;
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // Rounded up, so that it is not woken a moment too early.
        await Task.WhenAny(
            signal.Reader.WaitToReadAsync(either.Token).AsTask(),
            Task.Delay(span + TimeSpan.FromMilliseconds(1), time, either.Token));
        await either.CancelAsync();
        signal.Reader.TryRead(out _);
        stop.ThrowIfCancellationRequested();
    }

    private async Task DeliverAsync(NotificationMessage message, CancellationToken stop)
    {
        Delivery delivery;
        using var makesWay = new CancellationTokenSource();
        lock (gate)
        {
            if (message.About.Weight < NotificationLevel.Critical && !HasCritical(message)) currentMakesWay = makesWay;
            if (currentMakesWay is not null && outbox.HasCritical) makesWay.Cancel();
        }
        try
        {
            delivery = await deliverer.DeliverAsync(message, makesWay.Token, stop);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            // A fault of one message must not silence the service. Its text may name an address, so only its kind is told.
            delivery = new(false, e.GetType().Name);
        }
        finally
        {
            lock (gate) currentMakesWay = null;
        }
        lock (gate)
        {
            var now = time.GetElapsedTime(began);
            current = null;
            if (delivery.Arrived) outbox.Arrived();
            else if (delivery.MadeWay) outbox.PutBack(message, now + delivery.RetryAfter!.Value);
            else outbox.GiveUp(message, now);
        }
        if (delivery.MadeWay) return;
        if (delivery.Arrived)
        {
            if (isFailing) Tell($"Notifications: {receiver.Service} works again.");
            isFailing = false;
            return;
        }
        if (!isFailing) Tell($"Notifications: {receiver.Service} did not take a message ({delivery.Reason}).");
        isFailing = true;
        TellLost(message);
    }

    private void TellLost(NotificationMessage message)
    {
        foreach (var lost in Critical(message)) Tell($"Not told to {receiver.Service}: {lost.Title}: {lost.Text}");
    }

    private static bool HasCritical(NotificationMessage message) => Critical(message).Any();

    private static IEnumerable<NotificationMessage> Critical(NotificationMessage message) =>
        (message.Parts.Count > 0 ? message.Parts : [message])
            .Where(part => part.About is { Weight: NotificationLevel.Critical, Kind: not NotificationKind.Lost });

    private void Tell(string sentence)
    {
        try
        {
            tell(sentence);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A console that fails must not silence the service.
        }
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }
}
