using Trading.Core.Events;
using Trading.Core.Events.Notifications;
using Trading.Core.Orders;
using Trading.Core.Text;

namespace Trading.Adapters.Notifications;

/// <summary>Makes the words of a notification: a title and a text.</summary>
/// <param name="notification">What a person should hear of.</param>
/// <param name="mode">Whose money it is about; null when that is not known.</param>
public delegate (string Title, string Text) NotificationWording(Notification notification, TradingMode? mode);

/// <summary>
/// Tells people what happens: a sink of the trading events that keeps what is news for each configured service and sends it
/// beside the trading. Taking an event never waits and never throws. Safe for use by many threads.
/// </summary>
public sealed class Notifier : ITradingEvents, IAsyncDisposable, IDisposable
{
    /// <summary>How long a flush waits, and the end of the program.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);
    private readonly Lock gate = new();
    private readonly RepeatFilter repeats = new();
    private readonly BarWatch bars;
    private readonly NotifyOptions options;
    private readonly NotificationWording wording;
    private readonly TradingMode? mode;
    private readonly Action<string> tell;
    private readonly TimeProvider time;
    private readonly long began;
    private readonly NotificationTransport transport;
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<NotificationService, ServicePump> pumps;
    private readonly ITimer? timer;
    private bool isClosed;

    /// <summary>Makes it; nothing is sent before the first event.</summary>
    /// <param name="options">Who is told what.</param>
    /// <param name="wording">Makes the words.</param>
    /// <param name="mode">Whose money it is about; null when that is not known.</param>
    /// <param name="tell">Takes a sentence about a service that fails, or works again; from any thread.</param>
    /// <param name="time">The stopwatch and timers.</param>
    /// <param name="firstScan">The New York time before which nothing is scanned; null when all is from the open on.</param>
    public Notifier(
        NotifyOptions options, NotificationWording wording, TradingMode? mode, Action<string> tell, TimeProvider time,
        LocalTime? firstScan = null)
    {
        (this.options, this.wording, this.mode, this.tell, this.time) = (options, wording, mode, tell, time);
        began = time.GetTimestamp();
        bars = new BarWatch(firstScan);
        transport = new NotificationTransport(options.Scrubber, time);
        pumps = options.Receivers.ToDictionary(
            receiver => receiver.Service, receiver => new ServicePump(receiver, transport, options, tell, time));
        if (pumps.Count > 0) timer = time.CreateTimer(_ => TellRepeats(), null, Interval, Interval);
    }

    /// <summary>What is wrong with the settings, a sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> SettingErrors { get; init; } = [];

    /// <summary>The services that are configured.</summary>
    public IReadOnlyList<string> Services => [.. pumps.Keys.Select(service => $"{service}")];

    /// <inheritdoc/>
    public void Emit(TradingEvent e)
    {
        if (pumps.Count == 0) return;
        if (EventNotifications.Of(e) is { } notification) Tell(notification);
        Notification? silence;
        lock (gate) silence = bars.Of(e);
        if (silence is not null) Tell(silence);
    }

    /// <summary>
    /// Waits until everything that waits was sent, for two seconds at most: an instance of an app may be frozen when its work is
    /// done. A service that fails goes on being tried afterwards.
    /// </summary>
    public Task FlushAsync() => pumps.Count == 0
        ? Task.CompletedTask
        : Task.WhenAny(Task.WhenAll(pumps.Values.Select(pump => pump.Idle)), Task.Delay(Patience, CancellationToken.None));

    /// <summary>Sends one test message to each service, each at once and once.</summary>
    /// <param name="only">The service that is meant; null for all.</param>
    /// <param name="at">The time that the message tells.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>For each service its name, and what stood in the way; null where it arrived.</returns>
    public async Task<IReadOnlyList<(string Service, string? Reason)>> TestAsync(
        string? only, Instant at, CancellationToken cancel)
    {
        var message = MessageOf(new Notification(NotificationKind.Test, NotificationLevel.Info, at, ""));
        return await Task.WhenAll(pumps
            .Where(pump => only is null || $"{pump.Key}".Equals(only, StringComparison.OrdinalIgnoreCase))
            .Select(async pump =>
            {
                var delivery = await pump.Value.TryAsync(message, cancel);
                return ($"{pump.Key}", delivery.Arrived ? null : delivery.Reason);
            }));
    }

    /// <summary>Ends it: what waits is sent at once, for two seconds at most, and what is left is told.</summary>
    public async ValueTask DisposeAsync()
    {
        IReadOnlyList<NotificationMessage> rest;
        lock (gate)
        {
            if (isClosed) return;
            rest = repeats.Close();
            foreach (var sum in rest) Send(sum);
            isClosed = true;
        }
        if (timer is not null) await timer.DisposeAsync();
        var closing = Task.WhenAll(pumps.Values.Select(pump => pump.CloseAsync()));
        await Task.WhenAny(closing, Task.Delay(Patience, CancellationToken.None));
        await stop.CancelAsync();
        // A pump that still runs ends by the cancellation; it must not find its client gone.
        await Task.WhenAny(closing, Task.Delay(Patience, CancellationToken.None));
        transport.Dispose();
        foreach (var pump in pumps.Values) pump.TellLeft();
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Tell(Notification notification)
    {
        if (!options.Wants(notification)) return;
        var message = MessageOf(notification);
        lock (gate)
        {
            if (isClosed) return;
            foreach (var sent in repeats.Offer(message, time.GetElapsedTime(began))) Send(sent);
        }
    }

    private void TellRepeats()
    {
        lock (gate)
        {
            if (isClosed) return;
            foreach (var sum in repeats.Due(time.GetElapsedTime(began))) Send(sum);
        }
    }

    private void Send(NotificationMessage message)
    {
        foreach (var pump in pumps.Values) pump.Add(message, stop.Token);
    }

    // Words that cannot be made must not keep a notification back.
    private NotificationMessage MessageOf(Notification notification)
    {
        var (title, text) = ($"{notification.Kind}", $"{notification.Kind} {notification.Subject}");
        try
        {
            (title, text) = wording(notification, mode);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The kind and the subject say the most important.
        }
        return new(notification, VisibleText.Of(title), VisibleText.Of(text)) { Mode = mode };
    }
}
