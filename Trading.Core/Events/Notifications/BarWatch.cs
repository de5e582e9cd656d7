using Trading.Core.Storage;

namespace Trading.Core.Events.Notifications;

/// <summary>
/// Notices that a session brings no bars: that no scan of an hour saw a fresh row. Told once a session. Not safe for use by
/// several threads at once.
/// </summary>
/// <param name="from">The New York time before which nothing is scanned, because the session's symbols are not chosen yet; null
/// when they are known from the open on.</param>
public sealed class BarWatch(LocalTime? from = null)
{
    private static readonly Duration LongestSilence = Duration.FromHours(1);
    private LocalDate session;
    private Instant? silentSince;
    private bool isTold;

    /// <summary>The notification, when the event is the scan that makes an hour without bars; else null.</summary>
    public Notification? Of(TradingEvent e)
    {
        if (e is not JobSucceeded { Run: { Key.Job: JobKind.MinuteScan, Result: ScanResult scan } run }) return null;
        if (run.Session != session) (session, silentSince, isTold) = (run.Session, null, false);
        if (scan.Rows > 0)
        {
            (silentSince, isTold) = (null, false);
            return null;
        }
        if (run.Key.Minute < from) return null;
        silentSince ??= run.StartedAt;
        if (isTold || run.StartedAt - silentSince < LongestSilence) return null;
        isTold = true;
        return new(NotificationKind.NoBars, NotificationLevel.Warning, run.StartedAt, $"{session:uuuu-MM-dd}")
        {
            Fields = new Dictionary<string, object?> { ["since"] = silentSince },
        };
    }
}
