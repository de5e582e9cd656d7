using Trading.Cli.Output;
using Trading.Reporting;

namespace Trading.Cli.Running;

/// <summary>What a line of <c>trading run</c> is about; programs choose by it.</summary>
internal enum RunEvent
{
    /// <summary>The system has started.</summary>
    Started,

    /// <summary>A job ran and did something that is worth a line.</summary>
    Job,

    /// <summary>Shares were bought.</summary>
    Bought,

    /// <summary>A trade is closed.</summary>
    Sold,

    /// <summary>Entries stop for the day, because too few signals came true.</summary>
    Doubted,

    /// <summary>It is alive.</summary>
    Heartbeat,

    /// <summary>Something is wrong, and the system goes on.</summary>
    Trouble,

    /// <summary>What was wrong is over.</summary>
    Recovered,

    /// <summary>It stops, or has stopped.</summary>
    Stopping,
}

/// <summary>A line of <c>trading run</c>.</summary>
/// <param name="At">The exchange's time; null before that is known.</param>
/// <param name="Event">What it is about.</param>
/// <param name="Text">What is said.</param>
/// <param name="Tone">What a reader should feel about it.</param>
/// <param name="Detail">More for programs; null when there is nothing.</param>
internal sealed record RunLine(Instant? At, RunEvent Event, string Text, Tone Tone = Tone.Plain, object? Detail = null)
{
    public void TellTo(IOutput output) => output.Tell(
        new Sentence(At is null ? Text : $"{FigureText.NewYork(At)}  {Text}", Tone),
        new { At, newYork = At is null ? null : FigureText.NewYork(At), Event, Text, Detail });
}
