using Trading.Cli.Output;

namespace Trading.Cli.Running;

/// <summary>
/// Tells what goes wrong in a step of the loop: at once when it is new, again after half an hour while it lasts, and when it is
/// over.
/// </summary>
internal sealed class RunErrors(Action<RunLine> tell)
{
    private static readonly Duration Reminder = Duration.FromMinutes(30);
    private readonly Dictionary<string, (string Sentence, Instant? Told)> standing = new(StringComparer.Ordinal);

    /// <summary>Something is wrong with <paramref name="what"/>.</summary>
    public void Tell(string what, Exception e, Instant? now)
    {
        var sentence = FailureSentence.Of(e, cancelled: false).Sentence;
        if (standing.TryGetValue(what, out var last) && last.Sentence == sentence && !(now - last.Told >= Reminder)) return;
        standing[what] = (sentence, now);
        tell(new RunLine(now, RunEvent.Trouble, $"{what}: {sentence}", Tone.Bad, new { what, error = e.GetType().Name }));
    }

    /// <summary>Nothing is wrong with <paramref name="what"/>.</summary>
    public void Over(string what, Instant? now)
    {
        if (standing.Remove(what)) tell(new RunLine(now, RunEvent.Recovered, $"{what}: works again.", Tone.Good));
    }
}
