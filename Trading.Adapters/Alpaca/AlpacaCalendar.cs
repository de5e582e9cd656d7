using NodaTime.Text;
using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca;

/// <summary>The exchange's rules, overridden by what Alpaca's calendar answered. Safe for use by many threads.</summary>
public sealed class AlpacaCalendar : IExchangeCalendar
{
    private static readonly LocalTimePattern HourMinute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly NyseCalendar Rules = new();

    private readonly AlpacaTradingClient client;
    private readonly Lock gate = new();
    private readonly Dictionary<LocalDate, Session?> answered = [];
    private volatile OverriddenCalendar calendar = new(Rules, new Dictionary<LocalDate, Session?>());

    internal AlpacaCalendar(AlpacaTradingClient client) => this.client = client;

    /// <inheritdoc/>
    public Session? SessionOn(LocalDate date) => calendar.SessionOn(date);

    /// <summary>
    /// Queries Alpaca for the sessions from <paramref name="first"/> to <paramref name="last"/>, both included. A day that is
    /// missing before the last day of the answer is closed. After the last day of the answer the exchange's rules apply,
    /// because a list that is cut short must not close a day on which positions have to be sold.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">
    /// Alpaca did not answer, or named a day that is no session; what was known before stays.
    /// </exception>
    public async Task RefreshAsync(LocalDate first, LocalDate last, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, last);
        var sessions = (await client.GetCalendarAsync(first, last, cancel)).Select(Map)
            .DistinctBy(session => session.Date).ToDictionary(session => session.Date);
        if (sessions.Count == 0) return;
        var end = LocalDate.Min(last, sessions.Keys.Max());
        lock (gate)
        {
            for (var date = first; date <= end; date = date.PlusDays(1)) answered[date] = sessions.GetValueOrDefault(date);
            calendar = new OverriddenCalendar(Rules, answered);
        }
    }

    private static Session Map(CalendarDay day)
    {
        var (date, open, close) = (LocalDatePattern.Iso.Parse(day.Date), HourMinute.Parse(day.Open), HourMinute.Parse(day.Close));
        return date.Success && open.Success && close.Success && open.Value < close.Value
            ? new Session(date.Value, ExchangeTime.At(date.Value, open.Value), ExchangeTime.At(date.Value, close.Value))
            : throw new BrokerUnavailableException(
                $"Alpaca's calendar says '{day.Date}' from '{day.Open}' to '{day.Close}', which is no session: the exchange's "
                + "own rules stay in use.");
    }
}
