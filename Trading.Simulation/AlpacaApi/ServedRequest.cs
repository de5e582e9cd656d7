using Trading.Simulation.AlpacaApi.Faults;

namespace Trading.Simulation.AlpacaApi;

/// <summary>A served request and its outcome.</summary>
/// <param name="At">The simulator's time.</param>
/// <param name="Method">Its HTTP method.</param>
/// <param name="Target">Its path and query.</param>
/// <param name="Status">The HTTP status of the response; null when the connection is cut instead.</param>
/// <param name="Fault">The injected fault; null for none.</param>
public sealed record ServedRequest(Instant At, string Method, string Target, int? Status, FaultKind? Fault);
