using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace Trading.Core.Storage;

/// <summary>Names one run of a job within its session: a job runs once for each key.</summary>
/// <param name="Job">The job.</param>
/// <param name="Minute">
/// The minute of a run that belongs to one, New York time; null for a run that is due once a session.
/// </param>
[StructLayout(LayoutKind.Auto)]
[JsonConverter(typeof(JobKeyJson))]
public readonly record struct JobKey(JobKind Job, LocalTime? Minute = null)
{
    private static readonly LocalTimePattern Suffix = LocalTimePattern.CreateWithInvariantCulture("HHmm");

    /// <summary>The key of a run that is due once a session.</summary>
    public static implicit operator JobKey(JobKind job) => new(job);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is no such key.</exception>
    public static JobKey Parse(string text)
    {
        var at = text.IndexOf('_', StringComparison.Ordinal);
        var name = at < 0 ? text : text[..at];
        var minute = at < 0 ? null : Suffix.Parse(text[(at + 1)..]);
        return Enum.TryParse<JobKind>(name, out var job) && Enum.GetName(job) == name && minute is null or { Success: true }
            ? new JobKey(job, minute?.Value)
            : throw new FormatException(
                $"'{text}' is not the key of a run such as {JobKind.Rebalance} or {JobKind.MinuteScan}_1031.");
    }

    /// <summary>The stored text: the job's name, with <c>_HHmm</c> for a run of a minute.</summary>
    public override string ToString() => Minute is { } minute ? $"{Job}_{Suffix.Format(minute)}" : $"{Job}";
}
