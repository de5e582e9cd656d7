using Trading.Simulation.AlpacaApi.Faults;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>
/// Faults of one run. Two hundred consecutive seeds pair every kind of fault with every call of a scan at least twice; when it
/// strikes and how often in a row is drawn from the seed.
/// </summary>
internal sealed class RandomNetworkFaults
{
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    /// <summary>The calls of a scan; the last strikes whatever comes.</summary>
    private static readonly (string? Method, string? Path)[] Calls =
    [
        ("GET", "/v2/account"),
        ("GET", "/v2/positions"),
        ("GET", "/v2/orders"),
        ("GET", "/v2/orders:by_client_order_id"),
        ("GET", "/v2/orders/*"),
        ("GET", "/v2/stocks/bars"),
        ("POST", "/v2/orders"),
        ("DELETE", "/v2/orders/*"),
        (null, null),
    ];

    /// <summary>How often a minute of trading is struck; those of the close all are.</summary>
    private const double Rate = 0.25;

    private readonly Random random;
    private readonly FaultRule rule;

    public RandomNetworkFaults(int seed)
    {
        random = new Random(seed);
        var (method, path) = Calls[seed / Kinds.Length % Calls.Length];
        rule = new FaultRule
        {
            Kind = Kinds[seed % Kinds.Length],
            Method = method,
            Path = path,
            From = random.Next(2),
            // Up to six in a row: more than all repetitions of one call.
            Times = 1 + random.Next(6),
            Milliseconds = 10 + random.Next(200),
            Status = random.Next(2) == 0 ? 500 : 503,
            CarriedOut = random.Next(2) == 0,
            RetryAfter = 0,
        };
    }

    /// <summary>Lets it loose on the coming minute, or not.</summary>
    public void Unleash(FaultInjector faults, bool always)
    {
        if (always || random.NextDouble() < Rate) faults.Add(rule);
    }

    public override string ToString() => $"{rule}";
}
