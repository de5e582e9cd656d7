using Trading.Core.Events.Notifications;

namespace Trading.Adapters.Notifications;

/// <summary>
/// Sends what is added, one message after the other, on a task of its own. Adding never waits. Safe for use by many threads.
/// </summary>
internal sealed class ServicePump
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim signal = new(0);
    private readonly INotificationReceiver receiver;
    private readonly Deliverer deliverer;
    private readonly Outbox outbox;
    private readonly Action<string> tell;
    private readonly TimeProvider time;
    private readonly long began;
    private Task? running;
    private TaskCompletionSource idle = Completed();
    private bool isClosing;
    private bool isFailing;

    /// <param name="receiver">The service.</param>
    /// <param name="transport">Sends an attempt.</param>
    /// <param name="options">Limits and waits.</param>
    /// <param name="tell">Takes a sentence when the service begins to fail, works again, or a critical message is lost.</param>
    /// <param name="time">The stopwatch and timers.</param>
    public ServicePump(
        INotificationReceiver receiver, NotificationTransport transport, NotifyOptions options, Action<string> tell, TimeProvider time)
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

    /// <summary>Adds a message and returns at once.</summary>
    public void Add(NotificationMessage message, CancellationToken stop)
    {
        lock (gate)
        {
            if (isClosing) return;
            outbox.Add(message);
            if (idle.Task.IsCompleted) idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            running ??= Task.Run(() => RunAsync(stop), CancellationToken.None);
        }
        signal.Release();
    }

    /// <summary>From now on nothing is added, and what waits goes at once; completes when it has.</summary>
    public Task CloseAsync()
    {
        lock (gate)
        {
            isClosing = true;
            if (running is null) return Task.CompletedTask;
        }
        signal.Release();
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
            // The program ends; what is left is told by the one that ends it.
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
            await signal.WaitAsync(stop);
            return;
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // Rounded up, so that it is not woken a moment too early.
        await Task.WhenAny(
            signal.WaitAsync(either.Token), Task.Delay(span + TimeSpan.FromMilliseconds(1), time, either.Token));
        await either.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }

    private async Task DeliverAsync(NotificationMessage message, CancellationToken stop)
    {
        Delivery delivery;
        try
        {
            delivery = await deliverer.DeliverAsync(message, stop);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            // A fault of one message must not silence the service. Its text may name an address, so only its kind is told.
            delivery = new(false, e.GetType().Name);
        }
        lock (gate)
        {
            if (delivery.Arrived) outbox.Arrived();
            else outbox.GiveUp(message, time.GetElapsedTime(began));
        }
        if (delivery.Arrived)
        {
            if (isFailing) Tell($"Notifications: {receiver.Service} works again.");
            isFailing = false;
            return;
        }
        if (!isFailing) Tell($"Notifications: {receiver.Service} did not take a message ({delivery.Reason}).");
        isFailing = true;
        foreach (var lost in Critical(message)) Tell($"Not told to {receiver.Service}: {lost.Title}: {lost.Text}");
    }

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
