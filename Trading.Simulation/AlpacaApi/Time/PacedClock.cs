using Trading.Core.Market;

namespace Trading.Simulation.AlpacaApi.Time;

/// <summary>Moves a replay's clock at its pace. Not thread-safe.</summary>
internal sealed class PacedClock(MarketReplay replay, IMarketCalendar calendar, ClockPace pace, TimeProvider realTime)
{
    private bool clientAskedTime;
    private Instant origin = replay.Now;
    private long originStamp = realTime.GetTimestamp();

    public ClockPace Pace => pace;

    /// <summary>Simulated seconds a real second; 0 when the clock does not run by itself.</summary>
    public double Speed => pace is ClockPace.Timed timed ? timed.Speed : 0;

    public Instant Now => replay.Now;

    /// <summary>Moves a timed clock to where the real time puts it.</summary>
    public void CatchUp()
    {
        if (pace is not ClockPace.Timed timed) return;
        var due = origin + Duration.FromTimeSpan(realTime.GetElapsedTime(originStamp) * timed.Speed);
        if (due > replay.Now) replay.MoveTo(due);
    }

    /// <summary>Moves the clock forward to a time.</summary>
    public void MoveTo(Instant time)
    {
        replay.MoveTo(time);
        (origin, originStamp) = (time, realTime.GetTimestamp());
    }

    /// <summary>
    /// Notes a client's request before it is served. With <see cref="ClockPace.FollowsClient"/> the second request for the time
    /// in a row means that the client is idle, and the clock moves on. A request whose response a fault hides does not count,
    /// because the client repeats it.
    /// </summary>
    public void NoteRequest(bool asksTime, bool hidesResponse)
    {
        if (pace is not ClockPace.FollowsClient) return;
        if (asksTime && clientAskedTime && !hidesResponse) replay.MoveTo(IdleTime.After(replay.Now, calendar));
        clientAskedTime = asksTime && !hidesResponse;
    }
}
