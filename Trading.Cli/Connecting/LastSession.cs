using Trading.Core.Market;

namespace Trading.Cli.Connecting;

/// <summary>The session that a question about "the last one" means.</summary>
internal static class LastSession
{
    /// <summary>The newest session that has closed.</summary>
    public static Session OverAt(Instant now, IMarketCalendar calendar) =>
        calendar.SessionOn(now.InNewYork().Date) is { } today && today.Close <= now ? today : calendar.SessionBefore(now.InNewYork().Date);

    /// <summary>The newest session that has opened.</summary>
    public static Session BegunAt(Instant now, IMarketCalendar calendar) =>
        calendar.SessionOn(now.InNewYork().Date) is { } today && today.Open <= now ? today : calendar.SessionBefore(now.InNewYork().Date);
}
