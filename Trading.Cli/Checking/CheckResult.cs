using Trading.Cli.Output;

namespace Trading.Cli.Checking;

/// <summary>What was found of one thing that trading needs.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="State">Good, worth a thought (<see cref="Tone.Caution"/>), or bad.</param>
/// <param name="Text">What was found, and what to do when it is not good.</param>
internal sealed record CheckResult(string Name, Tone State, string Text)
{
    /// <summary>It is as it should be.</summary>
    public static CheckResult Good(string name, string text) => new(name, Tone.Good, text);

    /// <summary>It is worth a thought, and trading works all the same.</summary>
    public static CheckResult Caution(string name, string text) => new(name, Tone.Caution, text);

    /// <summary>Trading does not work like this.</summary>
    public static CheckResult Bad(string name, string text) => new(name, Tone.Bad, text);
}
