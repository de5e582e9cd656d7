using System.Collections.Concurrent;
using Trading.Core.Events;

namespace Trading.Tests.Core.Events;

/// <summary>Keeps what happened, in order; can be told to throw at each event.</summary>
internal sealed class RecordedEvents(bool throws = false) : ITradingEvents
{
    private readonly ConcurrentQueue<TradingEvent> all = new();

    public IReadOnlyList<TradingEvent> All => [.. all];

    public IReadOnlyList<T> Of<T>() where T : TradingEvent => [.. all.OfType<T>()];

    public void Emit(TradingEvent e)
    {
        all.Enqueue(e);
        if (throws) throw new InvalidOperationException("The sink failed on purpose.");
    }
}
