using Trading.Core.Market;

namespace Trading.Core.Features;

/// <summary>
/// Turns one symbol's bars into feature rows, one row for each bar. Its state comes from the current session's
/// bars, so a row does not depend on where the data begins, and a restart needs only today's bars. Each bar costs the same and
/// allocates nothing. Not safe for use by several threads at once.
/// </summary>
public sealed class FeatureEngine
{
    private FeatureState state = new();
    private Session? session;

    /// <summary>How many bars of a session it takes until a row is defined: the longest warm-up of its indicators.</summary>
    internal int WarmUpBars => state.WarmUpBars;

    /// <summary>Forgets everything and begins a session.</summary>
    public void StartSession(Session session)
    {
        this.session = session;
        state = new();
    }

    /// <summary>
    /// Takes the next bar. Writes the row into <paramref name="row"/> (length <see cref="FeatureSchema.Count"/>) and returns
    /// true when every feature is defined, from bar <see cref="FeatureSchema.WarmUpBars"/> of the session on; returns false
    /// while the indicators warm up, or when the bar lies outside regular hours, which does not change the engine. A row that
    /// is written holds only finite values. When it throws, the engine stays as it was.
    /// </summary>
    /// <exception cref="InvalidOperationException">No session was started, or the bar is not after the one before it.</exception>
    /// <exception cref="ArgumentException">The bar has an <see cref="Bar.Error"/>, or the row has the wrong length.</exception>
    public bool TryAdd(in Bar bar, Span<float> row)
    {
        if (session is null) throw new InvalidOperationException("Call StartSession before the first bar.");
        if (row.Length != FeatureSchema.Count)
            throw new ArgumentException(
                $"The row has room for {row.Length} features, the schema has {FeatureSchema.Count}.", nameof(row));
        if (!session.Contains(bar.Start)) return false;
        var minute = session.MinuteOf(bar.Start);
        if (minute <= state.Minute)
            throw new InvalidOperationException(
                $"The bar of {bar.Start} came after that of {session.Open + Duration.FromMinutes(state.Minute)}; bars must come "
                    + "in time order, each once.");
        if (bar.Error() is { } error) throw new ArgumentException(
            $"The bar of {bar.Start} cannot be used: {error}.", nameof(bar));

        state.Add(minute, bar);
        if (!state.IsReady) return false;
        state.Write(row, session.Minutes);
        return true;
    }
}
