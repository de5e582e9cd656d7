namespace Trading.Core.Events;

/// <summary>Hands each event to every sink in turn. A sink that throws disturbs neither the others nor the trading.</summary>
public sealed class CompositeEvents(params IReadOnlyList<ITradingEvents> sinks) : ITradingEvents
{
    /// <summary>No sink at all.</summary>
    public static CompositeEvents None { get; } = new([]);

    /// <inheritdoc/>
    public void Emit(TradingEvent e)
    {
        foreach (var sink in sinks)
        {
            try
            {
                sink.Emit(e);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // What is told about trading must never change it.
            }
        }
    }
}
