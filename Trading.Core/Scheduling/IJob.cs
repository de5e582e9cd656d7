using Trading.Core.Market;

namespace Trading.Core.Scheduling;

/// <summary>Something that is due at a time of the exchange's day.</summary>
public interface IJob
{
    /// <summary>Its name, which begins its run's key.</summary>
    string Name { get; }

    /// <summary>Does it. Whatever it throws becomes the run's error.</summary>
    /// <param name="session">The session it is due in.</param>
    /// <param name="minute">The minute it runs for; nothing later may be used.</param>
    /// <param name="cancel">Asks it to stop where that is safe.</param>
    Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel);
}

/// <summary>What a job did.</summary>
/// <param name="Counts">Names and numbers.</param>
/// <param name="Note">What a person should know; empty when there is nothing.</param>
/// <param name="Error">What it could not do, in a sentence, though it did the rest; null when it did all.</param>
public sealed record JobReport(IReadOnlyDictionary<string, int> Counts, string Note = "", string? Error = null);

/// <summary>The names of the four jobs.</summary>
public static class JobName
{
    /// <summary>04:00.</summary>
    public const string Rebalance = "Rebalance";

    /// <summary>Each minute of the session.</summary>
    public const string MinuteScan = "MinuteScan";

    /// <summary>From five minutes before the close.</summary>
    public const string EndOfDayClose = "EndOfDayClose";

    /// <summary>20:00.</summary>
    public const string NightlyRetrain = "NightlyRetrain";
}
