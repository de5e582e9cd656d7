using Trading.Core.Market;

namespace Trading.Adapters.Hosting;

/// <summary>
/// Asks the broker for its calendar once a New York day; when it does not answer, what was known stays. Safe for use by many
/// threads: two at once may both ask.
/// </summary>
/// <param name="refreshAsync">Asks for the days from the first to the last.</param>
/// <param name="trainingDays">How far back training looks.</param>
public sealed class CalendarKeeper(Func<LocalDate, LocalDate, CancellationToken, Task> refreshAsync, int trainingDays)
{
    private const int LeastDaysBack = 45;
    private const int DaysAhead = 10;
    private const int MoreThanTraining = 15;
    private volatile Day? asked;

    /// <summary>Asks if the day of <paramref name="now"/> has not been asked for.</summary>
    public async Task KeepAsync(Instant now, CancellationToken cancel)
    {
        var today = now.InNewYork().Date;
        if (asked?.Date == today) return;
        var daysBack = Math.Max(LeastDaysBack, trainingDays + MoreThanTraining);
        await refreshAsync(today.PlusDays(-daysBack), today.PlusDays(DaysAhead), cancel);
        asked = new(today);
    }

    private sealed record Day(LocalDate Date);
}
