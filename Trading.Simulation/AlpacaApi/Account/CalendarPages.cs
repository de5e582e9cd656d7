using NodaTime.Text;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Time;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary><c>/v2/clock</c> and <c>/v2/calendar</c>.</summary>
internal sealed class CalendarPages(IMarketCalendar calendar, PacedClock clock)
{
    private static readonly LocalTimePattern HoursMinutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalTimePattern Digits = LocalTimePattern.CreateWithInvariantCulture("HHmm");
    private static readonly Duration AfterHours = Duration.FromHours(4);

    public ApiAnswer Clock(ApiRequest request)
    {
        var now = clock.Now;
        var date = now.InNewYork().Date;
        var today = calendar.SessionOn(date);
        var next = calendar.SessionAfter(date);
        return ApiAnswer.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteString("timestamp", ApiTime.NewYork(now));
            json.WriteBoolean("is_open", today?.Contains(now) == true);
            json.WriteString("next_open", ApiTime.NewYork(today is not null && now < today.Open ? today.Open : next.Open));
            json.WriteString("next_close", ApiTime.NewYork(today is not null && now < today.Close ? today.Close : next.Close));
            json.WriteEndObject();
        });
    }

    /// <summary>The sessions asked for; without a start from the first of the year, without an end to the last of it. Settlement is a session later.</summary>
    public ApiAnswer Calendar(ApiRequest request)
    {
        var year = clock.Now.InNewYork().Year;
        var first = Date(request, "start") ?? new LocalDate(year, 1, 1);
        var last = Date(request, "end") ?? new LocalDate(Math.Max(year, first.Year), 12, 31);
        var sessions = SessionsBetween(first, last);
        return ApiAnswer.Json(200, json =>
        {
            json.WriteStartArray();
            foreach (var session in sessions)
            {
                var closes = session.Close.InNewYork().TimeOfDay;
                json.WriteStartObject();
                json.WriteString("date", LocalDatePattern.Iso.Format(session.Date));
                json.WriteString("open", HoursMinutes.Format(session.Open.InNewYork().TimeOfDay));
                json.WriteString("close", HoursMinutes.Format(closes));
                json.WriteString("session_open", "0400");
                json.WriteString("session_close", Digits.Format((session.Close + AfterHours).InNewYork().TimeOfDay));
                json.WriteString("settlement_date", LocalDatePattern.Iso.Format(calendar.SessionAfter(session.Date).Date));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    private List<Session> SessionsBetween(LocalDate first, LocalDate last)
    {
        try
        {
            return [.. calendar.SessionsBetween(first, last)];
        }
        catch (ArgumentOutOfRangeException unknown)
        {
            throw new UnusableRequestException($"the calendar does not reach back to {first:uuuu-MM-dd}", unknown);
        }
    }

    private static LocalDate? Date(ApiRequest request, string name)
    {
        if (request.Text(name) is not { } text) return null;
        // Clients send whole timestamps too; the date is what they begin with.
        return LocalDatePattern.Iso.Parse(text.Length > 10 ? text[..10] : text) is { Success: true } date
            ? date.Value
            : throw new UnusableRequestException($"invalid {name}: {text} is not a date");
    }
}
