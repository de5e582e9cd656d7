using Trading.Simulation.AlpacaApi.Faults;

namespace Trading.Simulation.AlpacaApi;

/// <summary>A request and what became of it.</summary>
/// <param name="At">What the simulator's clock showed.</param>
/// <param name="Method">Its HTTP method.</param>
/// <param name="Target">Its path and query.</param>
/// <param name="Status">The HTTP status answered; null when the connection was cut instead.</param>
/// <param name="Fault">What was made to go wrong; null for nothing.</param>
public sealed record ServedRequest(Instant At, string Method, string Target, int? Status, FaultKind? Fault);
