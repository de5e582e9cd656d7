using Trading.Simulation.AlpacaApi.Faults;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>
/// The faults of one run. Two hundred consecutive seeds combine every kind of fault with every call of a scan at least twice; the
/// seed also decides when the fault comes and how often in a row.
/// </summary>
internal sealed class RandomNetworkFaults
{
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    /// <summary>The calls of a scan; the last matches every call.</summary>
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

    /// <summary>The probability of faults in a minute of trading; every minute of the close has them.</summary>
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

    /// <summary>Adds the fault rule for the next minute, at random or always.</summary>
    public void Apply(FaultInjector faults, bool always)
    {
        if (always || random.NextDouble() < Rate) faults.Add(rule);
    }

    public override string ToString() => $"{rule}";
}
