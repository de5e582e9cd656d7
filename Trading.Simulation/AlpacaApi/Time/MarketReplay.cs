using Trading.Core.Market;
using Trading.Simulation.Backtest;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;

namespace Trading.Simulation.AlpacaApi.Time;

/// <summary>
/// Trades each minute of a tape at an exchange, in order, when the clock passes the minute's end. Not thread-safe.
/// </summary>
internal sealed class MarketReplay
{
    private readonly IMarketTape tape;
    private readonly IMarketCalendar calendar;
    private readonly SimulatedExchange exchange;
    private readonly Action<Instant> runActions;
    private readonly Action<Instant> onMinute;
    private int nextSession;
    private Instant nextMinute;
    private (int Index, SessionMinutes Minutes, Instant First, Instant Last)? open;

    /// <summary>
    /// Starts at <paramref name="start"/>, after it has played the session before, which gives the exchange its prices.
    /// </summary>
    /// <param name="tape">The market.</param>
    /// <param name="calendar">Its sessions.</param>
    /// <param name="exchange">Where it trades.</param>
    /// <param name="start">What the clock shows first.</param>
    /// <param name="runActions">Carries out the corporate actions that are due up to a moment.</param>
    /// <param name="onMinute">Called after each minute in which something has traded.</param>
    public MarketReplay(
        IMarketTape tape, IMarketCalendar calendar, SimulatedExchange exchange, Instant start, Action<Instant> runActions,
        Action<Instant> onMinute)
    {
        this.tape = tape;
        this.calendar = calendar;
        this.exchange = exchange;
        this.runActions = runActions;
        this.onMinute = onMinute;
        var today = start.InNewYork().Date;
        nextSession = Math.Max(0, tape.Sessions.Count(date => date < today) - 1);
        nextMinute = Instant.MinValue;
        Play(start);
        nextMinute = start.FloorToMinute();
        Now = start;
    }

    /// <summary>What the clock shows.</summary>
    public Instant Now { get; private set; }

    /// <summary>Moves the clock, and the market with it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is before the clock's.</exception>
    public void MoveTo(Instant moment)
    {
        if (moment < Now)
            throw new ArgumentOutOfRangeException(nameof(moment), $"The clock shows {Now} and cannot go back to {moment}.");
        Play(moment);
        Now = moment;
    }

    private void Play(Instant time)
    {
        while (nextSession < tape.Sessions.Count && tape.Sessions[nextSession] <= time.InNewYork().Date)
        {
            if (!PlaySession(time)) break;
            nextSession++;
        }
        runActions(time);
        exchange.ExpireUntil(time);
    }

    /// <summary>Plays the minutes of the next session that are over; true when the session is complete.</summary>
    private bool PlaySession(Instant time)
    {
        if (open?.Index != nextSession) open = Open(nextSession);
        if (open is not { } session) return true;
        var minute = Instant.Max(nextMinute, session.First);
        for (; minute <= session.Last && minute + Bar.Length <= time; minute += Bar.Length)
        {
            var bars = session.Minutes.At(minute);
            runActions(minute);
            if (bars.Length > 0)
            {
                exchange.AdvanceMinute(minute, bars);
                onMinute(minute);
            }
            nextMinute = minute + Bar.Length;
        }
        return minute > session.Last;
    }

    private (int Index, SessionMinutes Minutes, Instant First, Instant Last)? Open(int index)
    {
        var series = tape.Read(tape.Sessions[index]).Where(s => s.Count > 0).ToList();
        if (series.Count == 0) return null;
        return (index, new SessionMinutes(series), series.Min(s => s.Bars[0].Start), series.Max(s => s.Bars[^1].Start));
    }
}
