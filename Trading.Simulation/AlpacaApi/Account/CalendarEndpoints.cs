using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.AlpacaApi.Time;

namespace Trading.Simulation.AlpacaApi.Account;

/// <summary><c>/v2/clock</c> and <c>/v2/calendar</c>.</summary>
internal sealed class CalendarEndpoints(IMarketCalendar calendar, PacedClock clock)
{
    private static readonly LocalTimePattern HoursMinutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalTimePattern Digits = LocalTimePattern.CreateWithInvariantCulture("HHmm");
    private static readonly Duration AfterHours = Duration.FromHours(4);

    public void Map(IEndpointRouteBuilder v2)
    {
        v2.MapGet("/clock", GetClock);
        v2.MapGet("/calendar", GetCalendar);
    }

    private ApiResponse GetClock()
    {
        var now = clock.Now;
        var date = now.InNewYork().Date;
        var today = calendar.SessionOn(date);
        var next = calendar.SessionAfter(date);
        return ApiResponse.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteString("timestamp", ApiTime.NewYork(now));
            json.WriteBoolean("is_open", today?.Contains(now) == true);
            json.WriteString("next_open", ApiTime.NewYork(today is not null && now < today.Open ? today.Open : next.Open));
            json.WriteString("next_close", ApiTime.NewYork(today is not null && now < today.Close ? today.Close : next.Close));
            json.WriteEndObject();
        });
    }

    /// <summary>
    /// The sessions from <c>start</c> to <c>end</c>; without them those of the current year. Settlement is one session later.
    /// </summary>
    private ApiResponse GetCalendar(ApiQuery query)
    {
        var year = clock.Now.InNewYork().Year;
        var first = Date(query, "start") ?? new LocalDate(year, 1, 1);
        var last = Date(query, "end") ?? new LocalDate(Math.Max(year, first.Year), 12, 31);
        var sessions = SessionsBetween(first, last);
        return ApiResponse.Json(200, json =>
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
            throw new InvalidRequestException($"the calendar does not reach back to {first:uuuu-MM-dd}", unknown);
        }
    }

    private static LocalDate? Date(ApiQuery query, string name)
    {
        if (query.Text(name) is not { } text) return null;
        // Clients also send timestamps, which begin with the date.
        return LocalDatePattern.Iso.Parse(text.Length > 10 ? text[..10] : text) is { Success: true } date
            ? date.Value
            : throw new InvalidRequestException($"invalid {name}: {text} is not a date");
    }
}
