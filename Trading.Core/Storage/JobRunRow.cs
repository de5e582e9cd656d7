using System.Text.Json.Serialization;

namespace Trading.Core.Storage;

/// <summary>One run of a job. The row's insertion is what makes a job run once.</summary>
/// <param name="Session">The session the job was due in (New York date); the partition.</param>
/// <param name="Key">The run's key in the session.</param>
/// <param name="StartedAt">When this attempt began.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="FinishedAt">When it ended; null while it runs, or when it was cut off.</param>
/// <param name="Result">What it did; null while it runs, or when it failed before it could tell.</param>
/// <param name="Note">What a person should know; empty when there is nothing.</param>
/// <param name="Error">What failed; null when nothing did.</param>
public sealed record JobRunRow(
    LocalDate Session,
    JobKey Key,
    Instant StartedAt,
    int Attempt = 1,
    Instant? FinishedAt = null,
    [property: JsonPropertyName("counts")] JobResult? Result = null,
    string Note = "",
    string? Error = null)
{
    /// <summary>The stored error of a run that was asked to stop. Nothing else may write or compare it.</summary>
    private const string StoppedError = "Stopped before it was done.";

    /// <summary>Whether the run ended because it was asked to stop, which is no failure.</summary>
    [JsonIgnore]
    public bool WasStopped => Error == StoppedError;

    /// <summary>The row of a run that ended because it was asked to stop.</summary>
    public JobRunRow AsStopped() => this with { Error = StoppedError };

    /// <summary>Whether the run ended well.</summary>
    public bool Succeeded => FinishedAt is not null && Error is null;
}
