namespace Trading.Adapters.Hosting;

/// <summary>This machine's clock.</summary>
/// <param name="time">Tells its time.</param>
internal sealed class MachineClock(TimeProvider time) : IClock
{
    /// <inheritdoc/>
    public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
