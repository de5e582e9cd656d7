using Trading.Core.Market;

namespace Trading.Simulation.Auditing;

/// <summary>A session with what was recorded of it.</summary>
/// <param name="Session">The session.</param>
/// <param name="Bars">One series a symbol.</param>
public sealed record RecordedSession(Session Session, IReadOnlyList<BarSeries> Bars);
