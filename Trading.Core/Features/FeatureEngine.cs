using Trading.Core.Market;

namespace Trading.Core.Features;

/// <summary>
/// Turns one symbol's bars into feature rows, a bar in, a row out. Everything it knows comes from the current session's
/// bars, so a row does not depend on where the data begins, and a restart needs only today's bars.
/// </summary>
public sealed class FeatureEngine
{
    /// <summary>Forgets everything and begins a session.</summary>
    public void StartSession(Session session) => throw new NotSupportedException(session.ToString());

    /// <summary>
    /// Takes the next bar. Writes the row into <paramref name="row"/> (length <see cref="FeatureSchema.Count"/>) and returns
    /// true when every feature is defined; returns false while the indicators warm up, or when the bar lies outside regular
    /// hours, which leaves the engine as it was.
    /// </summary>
    /// <exception cref="InvalidOperationException">No session was started, or the bar is not after the one before it.</exception>
    public bool TryAdd(in Bar bar, Span<float> row) => throw new NotSupportedException($"{bar} {row.Length}");
}
