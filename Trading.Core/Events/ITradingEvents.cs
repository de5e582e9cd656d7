namespace Trading.Core.Events;

/// <summary>Takes what happens, as it happens: telemetry, console lines, notifications.</summary>
public interface ITradingEvents
{
    /// <summary>
    /// Takes an event. It is called on the thread that trades, so it returns at once: a sink that sends something puts it into a
    /// queue of its own. May be called from several threads.
    /// </summary>
    void Emit(TradingEvent e);
}
