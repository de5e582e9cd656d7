using Trading.Core.Market;

namespace Trading.Tests.Core.Market;

/// <summary>Which session opened or closed last, around a weekend and an early close at 13:00 on 2025-11-28.</summary>
public sealed class LastSessionTests
{
    private static readonly NyseCalendar Calendar = new();

    [Theory]
    [InlineData("2025-11-28T09:29", "2025-11-26", "2025-11-26")]
    [InlineData("2025-11-28T09:30", "2025-11-28", "2025-11-26")]
    [InlineData("2025-11-28T12:59", "2025-11-28", "2025-11-26")]
    [InlineData("2025-11-28T13:00", "2025-11-28", "2025-11-28")]
    [InlineData("2025-11-30T12:00", "2025-11-28", "2025-11-28")]
    [InlineData("2025-12-01T00:00", "2025-11-28", "2025-11-28")]
    public void A_session_opens_and_closes_at_its_own_bells(string newYork, string opened, string closed)
    {
        var local = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(newYork).Value;
        var now = ExchangeTime.At(local.Date, local.TimeOfDay);

        Assert.Equal((opened, closed), (Text(Calendar.LastOpened(now)), Text(Calendar.LastClosed(now))));
    }

    private static string Text(Session session) => NodaTime.Text.LocalDatePattern.Iso.Format(session.Date);
}
