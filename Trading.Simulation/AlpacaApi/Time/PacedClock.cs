using Trading.Core.Market;

namespace Trading.Simulation.AlpacaApi.Time;

/// <summary>Moves a replay's clock as its pace demands. Not thread-safe.</summary>
internal sealed class PacedClock(MarketReplay replay, IMarketCalendar calendar, ClockPace pace, TimeProvider realTime)
{
    private bool clientAskedTheTime;
    private Instant origin = replay.Now;
    private long originStamp = realTime.GetTimestamp();

    public ClockPace Pace => pace;

    /// <summary>Simulated seconds a real second; 0 when the clock stands.</summary>
    public double Speed => pace is ClockPace.Timed timed ? timed.Speed : 0;

    public Instant Now => replay.Now;

    /// <summary>Catches up with the real time, when that is what moves the clock.</summary>
    public void CatchUp()
    {
        if (pace is not ClockPace.Timed timed) return;
        var due = origin + Duration.FromTimeSpan(realTime.GetElapsedTime(originStamp) * timed.Speed);
        if (due > replay.Now) replay.MoveTo(due);
    }

    /// <summary>Moves the clock there now.</summary>
    public void MoveTo(Instant moment)
    {
        replay.MoveTo(moment);
        (origin, originStamp) = (moment, realTime.GetTimestamp());
    }

    /// <summary>
    /// Takes notice of a client's request, before it is answered. A request whose answer goes astray says nothing of whether the
    /// client is idle: it will be asked again.
    /// </summary>
    public void Notice(bool asksTheTime, bool answerGoesAstray)
    {
        if (pace is not ClockPace.FollowsClient) return;
        if (asksTheTime && clientAskedTheTime && !answerGoesAstray) replay.MoveTo(IdleTime.After(replay.Now, calendar));
        clientAskedTheTime = asksTheTime && !answerGoesAstray;
    }
}
