using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Storage;

namespace Trading.Cli.Running;

/// <summary>
/// Tells what goes wrong in a step of the loop: at once when it is new, again after half an hour while it lasts, and when it is
/// over.
/// </summary>
/// <param name="tell">Takes the lines.</param>
/// <param name="events">Takes the same as events; null when nothing listens.</param>
internal sealed class RunErrors(Action<RunLine> tell, ITradingEvents? events = null)
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
        events?.Emit(new StepFailed(At(now), what, sentence, StopsTrading(what)));
    }

    /// <summary>Nothing is wrong with <paramref name="what"/>.</summary>
    public void Over(string what, Instant? now)
    {
        if (!standing.Remove(what)) return;
        tell(new RunLine(now, RunEvent.Recovered, $"{what}: works again.", Tone.Good));
        events?.Emit(new StepRecovered(At(now), what, StopsTrading(what)));
    }

    private static Instant At(Instant? now) => now ?? SystemClock.Instance.GetCurrentInstant();

    // Without the broker's calendar the exchange's rules hold, and the night's training sells nothing.
    private static bool StopsTrading(string what) => what is not ("calendar" or nameof(JobKind.NightlyRetrain));
}
