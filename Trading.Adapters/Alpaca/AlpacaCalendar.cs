using NodaTime.Text;
using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Execution;
using Trading.Core.Market;

namespace Trading.Adapters.Alpaca;

/// <summary>The exchange's rules, and over them what Alpaca's calendar answered. Safe for use by many threads.</summary>
public sealed class AlpacaCalendar : IMarketCalendar
{
    private static readonly LocalTimePattern HourMinute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly NyseCalendar Rules = new();

    private readonly AlpacaTradingClient client;
    private readonly Lock gate = new();
    private readonly Dictionary<LocalDate, Session?> told = [];
    private volatile OverriddenCalendar calendar = new(Rules, new Dictionary<LocalDate, Session?>());

    internal AlpacaCalendar(AlpacaTradingClient client) => this.client = client;

    /// <inheritdoc/>
    public Session? SessionOn(LocalDate date) => calendar.SessionOn(date);

    /// <summary>
    /// Asks Alpaca for the sessions from <paramref name="first"/> to <paramref name="last"/>, both included. A day that it leaves out
    /// is closed, if it names a later one; after the last day named the exchange's rules go on, for a list that is cut short must
    /// not close a day on which something has to be sold.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">It did not answer; what was known stays.</exception>
    public async Task RefreshAsync(LocalDate first, LocalDate last, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, last);
        var sessions = (await client.GetCalendarAsync(first, last, cancel)).Select(Map)
            .DistinctBy(session => session.Date).ToDictionary(session => session.Date);
        if (sessions.Count == 0) return;
        var end = LocalDate.Min(last, sessions.Keys.Max());
        lock (gate)
        {
            for (var date = first; date <= end; date = date.PlusDays(1)) told[date] = sessions.GetValueOrDefault(date);
            calendar = new OverriddenCalendar(Rules, told);
        }
    }

    private static Session Map(CalendarDay day)
    {
        var (date, open, close) = (LocalDatePattern.Iso.Parse(day.Date), HourMinute.Parse(day.Open), HourMinute.Parse(day.Close));
        return date.Success && open.Success && close.Success && open.Value < close.Value
            ? new Session(date.Value, ExchangeTime.At(date.Value, open.Value), ExchangeTime.At(date.Value, close.Value))
            : throw new BrokerUnavailableException(
                $"Alpaca's calendar says '{day.Date}' from '{day.Open}' to '{day.Close}', which is no session: the exchange's own rules stay in use.");
    }
}
